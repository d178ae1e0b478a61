using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// One calendar year of an enterprise: the CEMS maintenance of its furnaces by quarter, as they told it last, and what it
/// holds in force on the quarters.
/// </summary>
public sealed class EnterpriseYear(BeijingTime start) : IPage
{
    readonly SortedDictionary<(BeijingTime Quarter, TwinName Furnace), MaintenanceTime> _maintenance = [];

    public PageId Id => new(PageKind.Year, start);

    /// <summary>A new page is written once, so that it is not made anew.</summary>
    public bool IsDirty { get; set; } = true;

    public FindingSet Own { get; init; } = new();

    public static PageId IdFor(BeijingTime time) => new(PageKind.Year, BeijingTime.Of(time.Date.Year, 1, 1));

    /// <summary>Of a quarter, in order of the furnaces' names; those without any left out.</summary>
    public IEnumerable<(TwinName Furnace, MaintenanceTime Time)> MaintenanceOf(BeijingTime quarter) =>
        _maintenance.Where(told => told.Key.Quarter == quarter).Select(told => (told.Key.Furnace, told.Value));

    /// <returns>False when it stands so already.</returns>
    public bool Set(BeijingTime quarter, TwinName furnace, MaintenanceTime time)
    {
        if (_maintenance.GetValueOrDefault((quarter, furnace)) == time)
            return false;
        if (time == default)
            _maintenance.Remove((quarter, furnace));
        else
            _maintenance[(quarter, furnace)] = time;
        IsDirty = true;
        return true;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        Own.Write(writer);
        writer.Unsigned((ulong)_maintenance.Count);
        foreach (((BeijingTime quarter, TwinName furnace), MaintenanceTime time) in _maintenance)
        {
            writer.Time(quarter);
            writer.Text(furnace.ToString());
            time.Write(writer);
        }
    }

    public static EnterpriseYear Read(ref EntryReader reader)
    {
        var year = new EnterpriseYear(reader.Time()) { Own = FindingSet.Read(ref reader) };
        for (int count = reader.Count(); count > 0; count--)
        {
            (BeijingTime, TwinName) key = (reader.Time(), TwinName.Parse(reader.Text() ?? ""));
            year._maintenance.Add(key, MaintenanceTime.Read(ref reader));
        }

        year.IsDirty = false;
        return year;
    }
}
