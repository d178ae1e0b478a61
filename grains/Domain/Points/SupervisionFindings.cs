using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Words the findings on a point's months.</summary>
static class SupervisionFindings
{
    public static Finding Describe(
        PointState state, MonthFinding month, FindingState change, in TwinEntry entry, Policy policy)
    {
        PointsPolicy points = policy.Points;
        BeijingTime start = BeijingTime.StartOf(month.FirstDay);
        int next = BeijingTime.DayNumberOf(start.Date.AddMonths(1));
        SupervisedMonth counts = month.Counts;
        bool isSerious = month.Rule == MonthRule.Serious;
        var (level, findingClass) = month.Rule switch
        {
            MonthRule.Listed => (points.Listing.ListedLevel, points.Listing.ListedClass),
            MonthRule.ListingDays => (points.Listing.Level, points.Listing.Class),
            _ => (points.Supervision.SeriousLevel, points.Supervision.SeriousClass),
        };
        return new Finding
        {
            Twin = state.Name,
            Rule = NameOf(month.Rule),
            PolicyVersion = policy.Version,
            WindowStart = start,
            WindowEnd = BeijingTime.StartOf(next),
            State = change,
            Level = level,
            Value = (decimal)(isSerious ? counts.Cumulative : counts.InListingWindow),
            Limit = (decimal)(isSerious ? points.Supervision.CumulativeDays : points.Listing.Days),
            Reason = isSerious ? SeriousReason(counts, points.Supervision) : ListingReason(counts, points.Listing),
            Clause = isSerious ? points.Supervision.Clause : points.Listing.Clause,
            FirstEntry = entry.Sequence,
            LastEntry = entry.Sequence,
            DecidedBy = entry.Sequence,
            Standing = next <= state.SettledBefore ? FindingStanding.Final : FindingStanding.Provisional,
            Class = findingClass,
            Figures = isSerious ? SeriousFigures(counts, points) : ListingFigures(counts, points.Listing),
        };
    }

    /// <summary>The rule as findings carry it.</summary>
    public static string NameOf(MonthRule rule) => rule switch
    {
        MonthRule.Listed => FindingRules.Listed,
        MonthRule.ListingDays => FindingRules.Listing,
        _ => FindingRules.Serious,
    };

    static string SeriousReason(SupervisedMonth counts, SupervisionPolicy rules) =>
        $"{counts.Consecutive} exceedance days in a row (serious from {rules.ConsecutiveDays}), "
        + $"{counts.Cumulative} in the {WindowOf(rules.Window)} (from {rules.CumulativeDays}), "
        + $"{counts.LowTransmission} days of too low a transmission rate (from 1)";

    static string ListingReason(SupervisedMonth counts, ListingPolicy rules) =>
        $"{counts.InListingWindow} exceedance days in {rules.WindowDays} (listed from {rules.Days}); "
        + (counts.TestsOver == 0
            ? "the second condition, a manual test over the limit, is missing"
            : $"{counts.TestsOver} of the days with a manual test over the limit (from 1)");

    static ValueList<FindingFigure> SeriousFigures(SupervisedMonth counts, PointsPolicy points) =>
    [
        new("exceedance days in a row", (decimal)counts.Consecutive),
        new("exceedance days", (decimal)counts.Cumulative),
        new("days of low transmission", (decimal)counts.LowTransmission),
        new("points.supervision.consecutiveDays", (decimal)points.Supervision.ConsecutiveDays),
        new("points.supervision.cumulativeDays", (decimal)points.Supervision.CumulativeDays),
        new("points.transmission.minimum", points.Transmission.Minimum),
    ];

    /// <summary>The numbers of both conditions of a listing.</summary>
    public static ValueList<FindingFigure> ListingFigures(SupervisedMonth counts, ListingPolicy rules) =>
    [
        new("exceedance days", (decimal)counts.InListingWindow),
        new("days with a manual test over", (decimal)counts.TestsOver),
        new("points.listing.days", (decimal)rules.Days),
        new("points.listing.windowDays", (decimal)rules.WindowDays, "d"),
    ];

    public static string WindowOf(CumulativeWindow window) => window switch
    {
        CumulativeWindow.Month => "month",
        CumulativeWindow.ThirtyDays => "last 30 days",
        _ => "quarter",
    };
}
