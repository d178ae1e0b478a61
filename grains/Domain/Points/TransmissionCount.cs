using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What was expected of a factor, what came and what of it is valid (应收, 实报, 有效), in minutes.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.TransmissionCount")]
public readonly record struct TransmissionCount(
    [property: Id(0)] int Expected, [property: Id(1)] int Received, [property: Id(2)] int Valid)
{
    /// <summary>传输率: received of expected; null where nothing was expected.</summary>
    public decimal? Transmission => Expected == 0 ? null : (decimal)Received / Expected;

    /// <summary>有效传输率: 传输率 times 有效率 (valid of received), which is valid of expected.</summary>
    public decimal? Effective => Expected == 0 ? null : (decimal)Valid / Expected;

    public static TransmissionCount operator +(TransmissionCount left, TransmissionCount right) =>
        new(left.Expected + right.Expected, left.Received + right.Received, left.Valid + right.Valid);

    public static TransmissionCount operator -(TransmissionCount left, TransmissionCount right) =>
        new(left.Expected - right.Expected, left.Received - right.Received, left.Valid - right.Valid);

    public void Write(EntryWriter writer)
    {
        writer.Int(Expected);
        writer.Int(Received);
        writer.Int(Valid);
    }

    public static TransmissionCount Read(ref EntryReader reader) => new(reader.Int(), reader.Int(), reader.Int());
}
