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
        return new Finding
        {
            Twin = state.Name,
            Rule = month.IsListing ? FindingRules.Listing : FindingRules.Serious,
            PolicyVersion = policy.Version,
            WindowStart = start,
            WindowEnd = BeijingTime.StartOf(next),
            State = change,
            Level = month.IsListing ? points.Listing.Level : points.Supervision.SeriousLevel,
            Value = (decimal)(month.IsListing ? counts.InListingWindow : counts.Cumulative),
            Limit = (decimal)(month.IsListing ? points.Listing.Days : points.Supervision.CumulativeDays),
            Reason = month.IsListing ? ListingReason(counts, points.Listing) : SeriousReason(counts, points.Supervision),
            Clause = month.IsListing ? points.Listing.Clause : points.Supervision.Clause,
            FirstEntry = entry.Sequence,
            LastEntry = entry.Sequence,
            DecidedBy = entry.Sequence,
            Standing = next <= state.SettledBefore ? FindingStanding.Final : FindingStanding.Provisional,
            Class = month.IsListing ? points.Listing.Class : points.Supervision.SeriousClass,
            Figures = month.IsListing ? ListingFigures(counts, points.Listing) : SeriousFigures(counts, points),
        };
    }

    static string SeriousReason(SupervisedMonth counts, SupervisionPolicy rules) =>
        $"{counts.Consecutive} exceedance days in a row (serious from {rules.ConsecutiveDays}), "
        + $"{counts.Cumulative} in the {WindowOf(rules.Window)} (from {rules.CumulativeDays}), "
        + $"{counts.LowTransmission} days of too low a transmission rate (from 1)";

    static string ListingReason(SupervisedMonth counts, ListingPolicy rules) =>
        $"{counts.InListingWindow} exceedance days in {rules.WindowDays} (listed from {rules.Days}); "
        + "the second condition, a manual test over the limit, is missing";

    static ValueList<FindingFigure> SeriousFigures(SupervisedMonth counts, PointsPolicy points) =>
    [
        new("exceedance days in a row", (decimal)counts.Consecutive),
        new("exceedance days", (decimal)counts.Cumulative),
        new("days of low transmission", (decimal)counts.LowTransmission),
        new("points.supervision.consecutiveDays", (decimal)points.Supervision.ConsecutiveDays),
        new("points.supervision.cumulativeDays", (decimal)points.Supervision.CumulativeDays),
        new("points.transmission.minimum", points.Transmission.Minimum),
    ];

    static ValueList<FindingFigure> ListingFigures(SupervisedMonth counts, ListingPolicy rules) =>
    [
        new("exceedance days", (decimal)counts.InListingWindow),
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
