using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>One calendar year of a furnace: what it holds in force on budgets of the year and of its quarters.</summary>
public sealed class FurnaceYear(BeijingTime start) : IPage
{
    public PageId Id => new(PageKind.Year, start);

    public BeijingTime Start => start;

    /// <summary>End of the year, exclusive.</summary>
    public BeijingTime End => EndFor(start);

    /// <summary>A new page is written once, so that it is not made anew.</summary>
    public bool IsDirty { get; set; } = true;

    public OwnFindings Own { get; init; } = new();

    public static BeijingTime StartFor(BeijingTime time) => BeijingTime.Of(time.Date.Year, 1, 1);

    public static BeijingTime EndFor(BeijingTime time) => BeijingTime.Of(time.Date.Year + 1, 1, 1);

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        Own.Write(writer);
    }

    public static FurnaceYear Read(ref EntryReader reader) =>
        new(reader.Time()) { Own = OwnFindings.Read(ref reader), IsDirty = false };
}
