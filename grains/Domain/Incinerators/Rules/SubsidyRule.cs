using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// 国补核减: three violations of a furnace in a natural month cancel the month's subsidy and suspend it; 30 consecutive
/// compliant days, from the day after the last violation, restore it. People decide; this counts.
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

    /// <summary>The first day on which it may be paid again when no violation follows.</summary>
    public static BeijingTime RestoredFrom(BeijingTime lastViolation, SubsidyPolicy policy) =>
        BeijingTime.StartOf(lastViolation.DayNumber + policy.CleanDays + 1);

    /// <summary>Whether enough compliant days lie between the last violation and today, today not counted.</summary>
    public static bool IsRestored(BeijingTime lastViolation, BeijingTime today, SubsidyPolicy policy) =>
        today.StartOfDay >= RestoredFrom(lastViolation, policy);
}
