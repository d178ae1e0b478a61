namespace Qianliyan.Domain.Detectors;

/// <summary>What a detector makes of one hour.</summary>
public enum Oddity : byte
{
    /// <summary>The hour says nothing: no value, or nothing to compare it with.</summary>
    Unknown = 0,
    None = 1,
    Odd = 2,
}
