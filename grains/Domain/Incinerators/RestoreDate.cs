using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The day from which a month that is cancelled may be restored at the earliest, a figure of the finding on it: as the
/// clean days of the suspension stand, and if all that are not settled yet are clean. A violation moves it, also one of
/// a later month, and so does each day without verdict that does not count, until a notice says that it may be
/// restored.
/// </summary>
static class RestoreDate
{
    const string Name = "restored at the earliest";

    /// <summary>A figure of 20260822 is 2026-08-22.</summary>
    const string Unit = "yyyymmdd";

    const string CleanDays = "furnace.subsidy.cleanDays";

    /// <param name="month">Start of a cancelled month.</param>
    /// <param name="suspensions">As they are judged now.</param>
    /// <param name="notices">In force, of the same furnace or plant.</param>
    /// <param name="days">Its natural days.</param>
    /// <param name="through">Number of the last day whose marking deadline has passed.</param>
    /// <param name="policy">As of the last judgement.</param>
    public static BeijingTime Of(
        BeijingTime month, IReadOnlyList<Suspension> suspensions, IEnumerable<Finding> notices, IComplianceDays days,
        int through, SubsidyPolicy policy)
    {
        if (suspensions.FirstOrDefault(one => one.Months.Contains(month)) is { } suspension)
            return SuspensionRule.RestoredFrom(suspension.Run, through, policy);
        BeijingTime since = days.CancelledOn(month, policy);
        BeijingTime restored = notices.Where(notice => notice.WindowStart > since)
            .Select(notice => notice.WindowEnd).DefaultIfEmpty().Min();
        return restored.IsSet
            ? restored
            : SuspensionRule.RestoredFrom(
                SuspensionRule.RunAfter(since, days, through, days.NewestViolation, policy), through, policy);
    }

    /// <summary>The finding that a month is cancelled with the date, in its figures and behind its reason.</summary>
    /// <param name="finding">Without one.</param>
    public static Finding Dated(Finding finding, BeijingTime restored, SubsidyPolicy policy)
    {
        DateOnly date = restored.Date;
        FindingFigure[] figures =
        [
            .. finding.Figures.Where(figure => figure.Name is not (Name or CleanDays)),
            new(CleanDays, policy.CleanDays, "d"),
            new(Name, date.Year * 10_000 + date.Month * 100 + date.Day, Unit),
        ];
        return finding with { Reason = finding.Reason + Words(figures), Figures = figures.ToValueList() };
    }

    /// <summary>A finding as it was judged, with another date.</summary>
    /// <param name="held">With a date.</param>
    public static Finding Moved(Finding held, BeijingTime restored, SubsidyPolicy policy) =>
        Dated(held with { Reason = held.Reason[..^Words(held.Figures).Length] }, restored, policy);

    static string Words(IReadOnlyList<FindingFigure> figures)
    {
        int date = (int)ValueOf(figures, Name);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; restored from {date / 10_000:0000}-{date / 100 % 100:00}-{date % 100:00} at the earliest, "
            + $"after {ValueOf(figures, CleanDays)} clean days");
    }

    static decimal ValueOf(IReadOnlyList<FindingFigure> figures, string name) =>
        figures.First(figure => figure.Name == name).Value.Value;
}
