using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// One natural day of a cell: what every source told for every hour; of a 3 km cell also what the fine cells just
/// beyond its edges told, and how its own stand beside their neighbours.
/// </summary>
public sealed class CellDay(BeijingTime start) : IPage
{
    public PageId Id => new(PageKind.Day, start);

    public bool IsDirty { get; set; }

    public BeijingTime Start => start;

    public ToldMeans Means { get; init; } = new();

    /// <summary>Of fine cells that lie in other 3 km cells; they do not count for this one's means.</summary>
    public ToldMeans Around { get; init; } = new();

    public ContrastDay Contrasts { get; init; } = new();

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        Means.Write(writer);
        Around.Write(writer);
        Contrasts.Write(writer);
    }

    public static CellDay Read(ref EntryReader reader) => new(reader.Time())
    {
        Means = ToldMeans.Read(ref reader),
        Around = ToldMeans.Read(ref reader),
        Contrasts = ContrastDay.Read(ref reader),
    };
}
