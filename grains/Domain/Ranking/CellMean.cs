using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Ranking;

/// <summary>A cell's mean of a natural month, in the unit of its stations.</summary>
/// <param name="Mean">Of the hour means; none without any.</param>
/// <param name="Hours">How many hour means it is made of.</param>
public readonly record struct CellMean(Exact Mean, int Hours)
{
    public void Write(EntryWriter writer)
    {
        writer.Exact(Mean);
        writer.Int(Hours);
    }

    public static CellMean Read(ref EntryReader reader) => new(reader.Exact(), reader.Int());
}
