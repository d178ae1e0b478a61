namespace Qianliyan.Domain.Registry;

/// <summary>The kinds of twins; the numbers are stored and never change.</summary>
public enum TwinKind : byte
{
    None = 0,
    Point = 1,
    Enterprise = 2,
    Incinerator = 3,
    Cell = 4,
    Region = 5,
    Case = 6,
}
