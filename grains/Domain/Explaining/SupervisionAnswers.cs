using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining;

/// <summary>Answers for the counters of a point's month: serious leads, and the first condition of a listing.</summary>
public sealed class SupervisionAnswers : IRuleAnswers<PointState>
{
    public IReadOnlyList<string> Rules { get; } = [FindingRules.Serious, FindingRules.Listing];

    public void PagesFor(PointState state, RuleQuestion question, List<PageId> pages)
    {
    }

    public IEnumerable<RuleAnswer> Answer(PointState state, RuleQuestion question, Policy policy)
    {
        if (!question.Factor.IsEmpty)
            yield break;
        if (question.Asks(FindingRules.Serious))
            yield return OfMonth(state, question.Day, isListing: false, policy);
        if (question.Asks(FindingRules.Listing))
            yield return OfMonth(state, question.Day, isListing: true, policy);
    }

    static RuleAnswer OfMonth(PointState state, BeijingTime day, bool isListing, Policy policy)
    {
        PointsPolicy points = policy.Points;
        var month = new DateOnly(day.Date.Year, day.Date.Month, 1);
        int first = BeijingTime.DayNumberOf(month), last = BeijingTime.DayNumberOf(month.AddMonths(1)) - 1;
        SupervisedDays days = state.Ledger?.Days ?? default;
        SupervisedMonth counts = SupervisionRules.OfMonth(in days, first, last, points);
        bool isFound = state.Ledger?.Findings.Exists(
            finding => finding.FirstDay == first && finding.IsListing == isListing) == true;
        int newest = Math.Max(state.Ledger?.Newest ?? 0, state.OpenHour.IsSet ? state.OpenHour.DayNumber : 0);
        bool isReached = newest - first < SupervisionRules.ReachDays;
        string stood = isListing ? Listing(counts, points.Listing) : Serious(counts, points.Supervision);
        return new RuleAnswer
        {
            Rule = isListing ? FindingRules.Listing : FindingRules.Serious,
            WindowStart = BeijingTime.StartOf(first),
            WindowEnd = BeijingTime.StartOf(last + 1),
            Ground = isFound ? AnswerGround.Found
                : !HourCounts.IsSource(state) ? AnswerGround.NotConcerned
                : !isReached ? AnswerGround.OutOfReach
                : AnswerGround.BelowThreshold,
            Why = isFound ? stood
                : !HourCounts.IsSource(state) ? "only points of sources are counted"
                : !isReached ? "the point counts 127 days back from its newest; ask as of an earlier time"
                : $"{stood}{DaysOver(in days, first, last)}",
            WouldDiffer = isFound || !isReached ? ""
                : isListing ? MoreForListing(counts, points.Listing)
                : MoreForSerious(counts, points),
            Clause = isListing ? points.Listing.Clause : points.Supervision.Clause,
            PolicyVersion = policy.Version,
            Figures = isListing
                ?
                [
                    new("exceedance days", (decimal)counts.InListingWindow),
                    new("points.listing.days", (decimal)points.Listing.Days),
                    new("points.listing.windowDays", (decimal)points.Listing.WindowDays, "d"),
                ]
                :
                [
                    new("exceedance days in a row", (decimal)counts.Consecutive),
                    new("exceedance days", (decimal)counts.Cumulative),
                    new("days of low transmission", (decimal)counts.LowTransmission),
                    new("points.supervision.consecutiveDays", (decimal)points.Supervision.ConsecutiveDays),
                    new("points.supervision.cumulativeDays", (decimal)points.Supervision.CumulativeDays),
                ],
            ProvisionalUntil = last < state.SettledBefore
                ? default
                : Marks.MarkDeadline.Of(BeijingTime.StartOf(last), policy.Marks),
        };
    }

    static string Serious(SupervisedMonth counts, SupervisionPolicy rules) => FormattableString.Invariant(
        $"{counts.Consecutive} of {rules.ConsecutiveDays} exceedance days in a row, {counts.Cumulative} of ")
        + FormattableString.Invariant(
            $"{rules.CumulativeDays} in the {SupervisionFindings.WindowOf(rules.Window)}, {counts.LowTransmission} of 1 day of low transmission");

    static string Listing(SupervisedMonth counts, ListingPolicy rules) => FormattableString.Invariant(
        $"{counts.InListingWindow} of {rules.Days} exceedance days in {rules.WindowDays}");

    static string MoreForSerious(SupervisedMonth counts, PointsPolicy points)
    {
        int row = points.Supervision.ConsecutiveDays - counts.Consecutive;
        int more = points.Supervision.CumulativeDays - counts.Cumulative;
        return FormattableString.Invariant($"{row} more exceedance {Days(row)} next to the longest run, or {more} more ")
            + FormattableString.Invariant($"in the {SupervisionFindings.WindowOf(points.Supervision.Window)}, or a day with a transmission ")
            + FormattableString.Invariant($"rate below {100 * points.Transmission.Minimum:0.##} %");
    }

    static string MoreForListing(SupervisedMonth counts, ListingPolicy rules)
    {
        int more = rules.Days - counts.InListingWindow;
        return FormattableString.Invariant($"{more} more exceedance {Days(more)} within {rules.WindowDays} days");
    }

    static string DaysOver(in SupervisedDays days, int first, int last)
    {
        var over = new List<string>();
        for (int day = first; day <= last; day++)
        {
            if (days.Over.Contains(day))
                over.Add(FormattableString.Invariant($"{BeijingTime.StartOf(day).Date:MM-dd}"));
        }

        return over.Count == 0 ? "" : $"; over on {string.Join(", ", over)}";
    }

    static string Days(int count) => count == 1 ? "day" : "days";
}
