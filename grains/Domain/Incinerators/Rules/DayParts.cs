using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>What of the hours of a day is marked, or sampled, so that a mean told for it does not stand for it.</summary>
/// <param name="MarkedSeconds">Seconds of each hour under marks that exempt it or make it void; empty where none are.</param>
/// <param name="Prevailing">The hours in which a sample prevails over the automatic mean, a bit each.</param>
/// <param name="HourMinutes">Valid minutes that an hour needs (means.hourMinutes).</param>
/// <param name="Maximum">The largest plausible value of the pollutant, mg/m3; none where the policy has none.</param>
public readonly record struct DayParts(
    IReadOnlyList<int> MarkedSeconds, uint Prevailing, int HourMinutes, Exact Maximum)
{
    /// <summary>Hours that marks touch.</summary>
    public int MarkedHours => MarkedSeconds.Count(seconds => seconds > 0);

    /// <summary>Hours that marks leave too little of.</summary>
    public int HoursAway
    {
        get
        {
            int minutes = HourMinutes;
            return MarkedSeconds.Count(seconds => ToldDayRule.IsMarkedAway(seconds, minutes));
        }
    }

    /// <param name="hours">The hourly means, 24.</param>
    public ToldDayGaps GapsOf(IReadOnlyList<ToldMean> hours)
    {
        int sampled = 0;
        decimal sum = 0;
        for (int hour = 0; hour < hours.Count; hour++)
        {
            if ((Prevailing >> hour & 1) == 0 || !hours[hour].IsValid)
                continue;
            sampled++;
            sum += hours[hour].Value.Value;
        }

        return new ToldDayGaps(MarkedSeconds.Sum(), sampled, sum);
    }
}
