namespace Qianliyan.Domain.Points;

/// <summary>What a point's level comes from. The numbers are stored.</summary>
public enum PointCause : byte
{
    None = 0,
    Silent = 1,
    Instant = 2,
    Hour = 3,
    Day = 4,
    Sample = 5,
}
