using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// One calendar year of a furnace: what it holds in force on budgets of the year and of its quarters, and what it told its
/// enterprise of the quarters.
/// </summary>
public sealed class FurnaceYear(BeijingTime start) : IPage
{
    readonly SortedDictionary<BeijingTime, MaintenanceTime> _told = [];

    public PageId Id => new(PageKind.Year, start);

    public BeijingTime Start => start;

    /// <summary>End of the year, exclusive.</summary>
    public BeijingTime End => EndFor(start);

    /// <summary>A new page is written once, so that it is not made anew.</summary>
    public bool IsDirty { get; set; } = true;

    public OwnFindings Own { get; init; } = new();

    public static BeijingTime StartFor(BeijingTime time) => BeijingTime.Of(time.Date.Year, 1, 1);

    public static BeijingTime EndFor(BeijingTime time) => BeijingTime.Of(time.Date.Year + 1, 1, 1);

    /// <summary>What the enterprise was told last of a quarter; nothing at first.</summary>
    public MaintenanceTime ToldOf(BeijingTime quarter) => _told.GetValueOrDefault(quarter);

    public void SetTold(BeijingTime quarter, MaintenanceTime time)
    {
        _told[quarter] = time;
        IsDirty = true;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        Own.Write(writer);
        writer.Unsigned((ulong)_told.Count);
        foreach ((BeijingTime quarter, MaintenanceTime time) in _told)
        {
            writer.Time(quarter);
            time.Write(writer);
        }
    }

    public static FurnaceYear Read(ref EntryReader reader)
    {
        var year = new FurnaceYear(reader.Time()) { Own = OwnFindings.Read(ref reader) };
        for (int count = reader.Count(); count > 0; count--)
            year._told.Add(reader.Time(), MaintenanceTime.Read(ref reader));
        year.IsDirty = false;
        return year;
    }
}
