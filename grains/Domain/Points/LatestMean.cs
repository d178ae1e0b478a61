using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>The newest mean of one period of one factor.</summary>
/// <param name="Start">Start of the interval; not set when there is none yet.</param>
[GenerateSerializer, Immutable, Alias("qly.LatestMean")]
public readonly record struct LatestMean(
    [property: Id(0)] BeijingTime Start,
    [property: Id(1)] Exact Value,
    [property: Id(2)] Exact Converted,
    [property: Id(3)] DataFlag Flag)
{
    public bool IsSet => Start.IsSet;

    /// <summary>What a limit is compared with: the converted value where there is one (折算优先).</summary>
    public Exact Figure => Converted.HasValue ? Converted : Value;

    public void Write(EntryWriter writer)
    {
        writer.Time(Start);
        writer.Exact(Value);
        writer.Exact(Converted);
        writer.Byte((byte)Flag);
    }

    public static LatestMean Read(ref EntryReader reader) =>
        new(reader.Time(), reader.Exact(), reader.Exact(), (DataFlag)reader.Byte());
}
