using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Cells;

/// <summary>Hours of one natural day over which a station stays clearly higher than its neighbours.</summary>
/// <param name="First">Hour of the day that raised it, 0 to 23.</param>
/// <param name="End">The hour after the last one that kept it up.</param>
/// <param name="HighHours">Hours that would have raised it.</param>
/// <param name="IsOver">The hours that end it are known, or the day's last hour is.</param>
public readonly record struct ContrastEpisode(int First, int End, int HighHours, bool IsOver)
{
    /// <summary>
    /// The episodes of a day. A high hour begins one; hours that are high or hold keep it up; it is over when enough
    /// hours in a row are neither, hours without a verdict before the newest known among them. The day cuts it: what
    /// lasts over midnight is found once in each day.
    /// </summary>
    public static List<ContrastEpisode> Of(ReadOnlySpan<ContrastState> hours, ContrastPolicy policy)
    {
        var episodes = new List<ContrastEpisode>();
        int known = hours.LastIndexOfAnyExcept(ContrastState.Unknown) + 1;
        int first = -1, end = 0, high = 0;
        for (int hour = 0; hour < known; hour++)
        {
            ContrastState state = hours[hour];
            if (state == ContrastState.High)
            {
                first = first < 0 ? hour : first;
                high++;
            }

            if (first < 0)
                continue;
            if (state >= ContrastState.Holding)
            {
                end = hour + 1;
            }
            else if (hour + 1 - end >= policy.EndHours)
            {
                episodes.Add(new ContrastEpisode(first, end, high, IsOver: true));
                (first, high) = (-1, 0);
            }
        }

        if (first >= 0)
            episodes.Add(new ContrastEpisode(first, end, high, IsOver: known == hours.Length));
        return episodes;
    }
}
