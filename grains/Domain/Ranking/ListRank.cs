using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Ranking;

/// <summary>Where a cell stands on one list of its city for a month; 1 is the worst.</summary>
/// <param name="Rank">One more than there are cells with a worse figure: the tied share it.</param>
/// <param name="Place">Its place where the tied follow one another in order of id.</param>
/// <param name="Ranked">Cells on the list.</param>
/// <param name="Figure">What is ranked: the mean, or its change as the policy takes it.</param>
/// <param name="Earlier">The mean of the month it is compared with; none on the list of the highest.</param>
[GenerateSerializer, Immutable, Alias("qly.ListRank")]
public sealed record ListRank(
    [property: Id(0)] RankingList List,
    [property: Id(1)] int Rank,
    [property: Id(2)] int Place,
    [property: Id(3)] int Ranked,
    [property: Id(4)] Exact Figure,
    [property: Id(5)] Exact Earlier)
{
    public static void WriteAll(EntryWriter writer, ValueList<ListRank> ranks)
    {
        writer.Unsigned((ulong)ranks.Count);
        foreach (ListRank rank in ranks.AsSpan())
        {
            writer.Byte((byte)rank.List);
            writer.Int(rank.Rank);
            writer.Int(rank.Place);
            writer.Int(rank.Ranked);
            writer.Exact(rank.Figure);
            writer.Exact(rank.Earlier);
        }
    }

    public static ValueList<ListRank> ReadAll(ref EntryReader reader)
    {
        var ranks = new ListRank[reader.Count()];
        for (int i = 0; i < ranks.Length; i++)
        {
            ranks[i] = new ListRank(
                (RankingList)reader.Byte(), reader.Int(), reader.Int(), reader.Int(), reader.Exact(), reader.Exact());
        }

        return [.. ranks];
    }
}
