using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>The two versions of the national platform side by side.</summary>
/// <param name="Completed">补全: with what came later.</param>
/// <param name="OnTime">即时: only what came on time.</param>
[GenerateSerializer, Immutable, Alias("qly.TransmissionCounts")]
public readonly record struct TransmissionCounts(
    [property: Id(0)] TransmissionCount Completed, [property: Id(1)] TransmissionCount OnTime)
{
    public static TransmissionCounts operator +(TransmissionCounts left, TransmissionCounts right) =>
        new(left.Completed + right.Completed, left.OnTime + right.OnTime);

    public static TransmissionCounts operator -(TransmissionCounts left, TransmissionCounts right) =>
        new(left.Completed - right.Completed, left.OnTime - right.OnTime);

    public void Write(EntryWriter writer)
    {
        Completed.Write(writer);
        OnTime.Write(writer);
    }

    public static TransmissionCounts Read(ref EntryReader reader) =>
        new(TransmissionCount.Read(ref reader), TransmissionCount.Read(ref reader));
}
