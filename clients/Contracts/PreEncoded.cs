namespace Qianliyan.V1;

/// <summary>
/// A message that a server has written already: its bytes stand for it on the wire, its fields may be empty. Never seen
/// by clients.
/// </summary>
interface IPreEncoded
{
    byte[]? Bytes { get; set; }
}

public sealed partial class Point : IPreEncoded
{
    byte[]? IPreEncoded.Bytes { get; set; }
}

public sealed partial class Enterprise : IPreEncoded
{
    byte[]? IPreEncoded.Bytes { get; set; }
}

public sealed partial class Incinerator : IPreEncoded
{
    byte[]? IPreEncoded.Bytes { get; set; }
}

public sealed partial class Cell : IPreEncoded
{
    byte[]? IPreEncoded.Bytes { get; set; }
}

public sealed partial class Region : IPreEncoded
{
    byte[]? IPreEncoded.Bytes { get; set; }
}
