using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// 国补核减: three violations in a natural month, of a furnace or of all of its plant, cancel the month's subsidy and suspend
/// it; <see cref="SuspensionRule"/> says until when. People decide; this counts.
/// </summary>
public static class SubsidyRule
{
    /// <summary>
    /// Violations of a month: emission by the day or by the pollutant; beside it all days of low temperatures, or those
    /// without an emission over.
    /// </summary>
    public static int Violations(ViolationCounts counts, SubsidyPolicy policy)
    {
        int emission = policy.PollutantsCountApart ? counts.MeansOver : counts.EmissionDays;
        return emission + (policy.KindsCountApart ? counts.TemperatureDays : counts.EitherDays - counts.EmissionDays);
    }

    public static bool IsCancelled(int violations, SubsidyPolicy policy) => violations >= policy.ViolationsInMonth;

    /// <summary>
    /// Start of the day whose violations cancel a month; of the last with one where a policy before did it with fewer.
    /// </summary>
    /// <param name="furnaces">The month at each furnace that is counted.</param>
    public static BeijingTime CancelledOn(IReadOnlyCollection<MonthViolations> furnaces, SubsidyPolicy policy)
    {
        BeijingTime last = furnaces.Select(furnace => furnace.LastViolation).DefaultIfEmpty().Max();
        for (int date = 1; date < last.Date.Day; date++)
        {
            if (IsCancelled(furnaces.Sum(furnace => Violations(furnace.Through(date), policy)), policy))
                return BeijingTime.StartOf(last.DayNumber - last.Date.Day + date);
        }

        return last;
    }
}
