using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// The sum of hour means of a natural month, from which one can be taken out again. Decimals of 28 digits hold 744 means
/// of 17 digits each without a rounded one, so the sum follows from the means alone and not from the way to it.
/// </summary>
public readonly record struct HourSum(decimal Sum, int Hours)
{
    /// <summary>Divided by it, a decimal loses the zeros behind its last digit.</summary>
    const decimal One = 1.0000000000000000000000000000m;

    public CellMean Mean => Hours == 0 ? default : new CellMean(Exact.Computed(Sum / Hours), Hours);

    public HourSum Exchange(Exact before, Exact after)
    {
        decimal sum = Sum - (before.OrNull ?? 0) + (after.OrNull ?? 0);
        int hours = Hours - (before.HasValue ? 1 : 0) + (after.HasValue ? 1 : 0);
        return new HourSum(sum / One, hours);
    }

    public void Write(EntryWriter writer)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(Sum, parts);
        foreach (int part in parts)
            writer.Int(part);
        writer.Int(Hours);
    }

    public static HourSum Read(ref EntryReader reader)
    {
        Span<int> parts = [reader.Int(), reader.Int(), reader.Int(), reader.Int()];
        return new HourSum(new decimal(parts), reader.Int());
    }
}
