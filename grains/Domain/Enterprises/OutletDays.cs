using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// Violations as they are counted (以数个违法行为论): each outlet and natural day with a daily mean over its limit, or with
/// an hour that the authority sampled over it, is one, whatever the number of factors. Of the last 128 days.
/// </summary>
public sealed class OutletDays
{
    public const int Days = 128;

    readonly SortedDictionary<int, int> _outlets = [];

    /// <summary>A daily mean over its limit, by the point or by the furnace that judges the days of the point.</summary>
    public static bool IsDayOver(Finding finding) => finding.Rule is FindingRules.Day or FurnaceRules.DayLimit;

    /// <summary>An automatic hourly mean only warns: it is a case after the fact (后) by a sample alone.</summary>
    public static bool IsViolation(Finding finding) => IsDayOver(finding)
        || (finding.Rule == FindingRules.Hour && finding.Class == FindingClass.After);

    /// <summary>Sets how many outlets were over on a day.</summary>
    public void Set(int day, int outlets)
    {
        if (outlets == 0)
            _outlets.Remove(day);
        else
            _outlets[day] = outlets;
        while (_outlets.Count > 0 && _outlets.Keys.First() <= _outlets.Keys.Last() - Days)
            _outlets.Remove(_outlets.Keys.First());
    }

    /// <summary>Violations from first to last day, both included.</summary>
    public int Count(int firstDay, int lastDay)
    {
        int count = 0;
        foreach ((int day, int outlets) in _outlets)
            count += day >= firstDay && day <= lastDay ? outlets : 0;
        return count;
    }

    public int InLast30(BeijingTime today) => Count(today.DayNumber - 29, today.DayNumber);

    public int InMonth(BeijingTime today) => Count(today.DayNumber - today.Date.Day + 1, today.DayNumber);

    public int InQuarter(BeijingTime today)
    {
        var first = new DateOnly(today.Date.Year, (today.Date.Month - 1) / 3 * 3 + 1, 1);
        return Count(BeijingTime.DayNumberOf(first), today.DayNumber);
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_outlets.Count);
        foreach ((int day, int outlets) in _outlets)
        {
            writer.Int(day);
            writer.Int(outlets);
        }
    }

    /// <summary>Fills an empty one.</summary>
    public void ReadFrom(ref EntryReader reader)
    {
        for (int count = reader.Count(); count > 0; count--)
            _outlets.Add(reader.Int(), reader.Int());
    }
}
