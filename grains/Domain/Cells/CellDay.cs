using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>One natural day of a cell: what every source told for every hour.</summary>
public sealed class CellDay(BeijingTime start) : IPage
{
    public PageId Id => new(PageKind.Day, start);

    public bool IsDirty { get; set; }

    public ToldMeans Means { get; init; } = new();

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        Means.Write(writer);
    }

    public static CellDay Read(ref EntryReader reader) => new(reader.Time()) { Means = ToldMeans.Read(ref reader) };
}
