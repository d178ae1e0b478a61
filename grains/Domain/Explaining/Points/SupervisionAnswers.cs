using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>Answers for the counters of a point's month: serious leads, and the conditions of a listing.</summary>
public sealed class SupervisionAnswers : IRuleAnswers<PointState>
{
    public IReadOnlyList<string> Rules { get; } =
        [FindingRules.Serious, FindingRules.Listing, FindingRules.Listed];

    public void PagesFor(PointState state, RuleQuestion question, List<PageId> pages)
    {
    }

    public IEnumerable<RuleAnswer> Answer(PointState state, RuleQuestion question, Policy policy)
    {
        if (!question.Factor.IsEmpty)
            yield break;
        foreach (MonthRule rule in Enum.GetValues<MonthRule>())
        {
            if (question.Asks(SupervisionFindings.NameOf(rule)))
                yield return OfMonth(state, question.Day, rule, policy);
        }
    }

    static RuleAnswer OfMonth(PointState state, BeijingTime day, MonthRule rule, Policy policy)
    {
        bool isSerious = rule == MonthRule.Serious;
        PointsPolicy points = policy.Points;
        var month = new DateOnly(day.Date.Year, day.Date.Month, 1);
        int first = BeijingTime.DayNumberOf(month), last = BeijingTime.DayNumberOf(month.AddMonths(1)) - 1;
        SupervisedDays days = state.Ledger?.Days ?? default;
        SupervisedMonth counts = SupervisionRules.OfMonth(in days, first, last, points);
        bool isFound = state.Ledger?.Findings.Exists(
            finding => finding.FirstDay == first && finding.Rule == rule) == true;
        int newest = Math.Max(state.Ledger?.Newest ?? 0, state.OpenHour.IsSet ? state.OpenHour.DayNumber : 0);
        bool isReached = newest - first < SupervisionRules.ReachDays;
        int tests = days.TestOver.Count(first - points.Listing.WindowDays + 1, last);
        string stood = isSerious ? Serious(counts, points.Supervision) : Listing(counts, tests, points.Listing);
        return new RuleAnswer
        {
            Rule = SupervisionFindings.NameOf(rule),
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
                : isSerious ? MoreForSerious(counts, points)
                : MoreForListing(counts, tests, rule, points.Listing),
            Clause = isSerious ? points.Supervision.Clause : points.Listing.Clause,
            PolicyVersion = policy.Version,
            Figures = isSerious
                ?
                [
                    new("exceedance days in a row", (decimal)counts.Consecutive),
                    new("exceedance days", (decimal)counts.Cumulative),
                    new("days of low transmission", (decimal)counts.LowTransmission),
                    new("points.supervision.consecutiveDays", (decimal)points.Supervision.ConsecutiveDays),
                    new("points.supervision.cumulativeDays", (decimal)points.Supervision.CumulativeDays),
                ]
                : SupervisionFindings.ListingFigures(counts, points.Listing),
            ProvisionalUntil = last < state.SettledBefore
                ? default
                : Marks.MarkDeadline.Of(BeijingTime.StartOf(last), policy.Marks),
        };
    }

    static string Serious(SupervisedMonth counts, SupervisionPolicy rules) => FormattableString.Invariant(
        $"{counts.Consecutive} of {rules.ConsecutiveDays} exceedance days in a row, {counts.Cumulative} of ")
        + FormattableString.Invariant(
            $"{rules.CumulativeDays} in the {SupervisionFindings.WindowOf(rules.Window)}, {counts.LowTransmission} of 1 day of low transmission");

    static string Listing(SupervisedMonth counts, int tests, ListingPolicy rules) => FormattableString.Invariant(
        $"{counts.InListingWindow} of {rules.Days} exceedance days in {rules.WindowDays}, {tests} of 1 day with a manual test over");

    static string MoreForSerious(SupervisedMonth counts, PointsPolicy points)
    {
        int row = points.Supervision.ConsecutiveDays - counts.Consecutive;
        int more = points.Supervision.CumulativeDays - counts.Cumulative;
        return FormattableString.Invariant($"{row} more exceedance {Days(row)} next to the longest run, or {more} more ")
            + FormattableString.Invariant($"in the {SupervisionFindings.WindowOf(points.Supervision.Window)}, or a day with a transmission ")
            + FormattableString.Invariant($"rate below {100 * points.Transmission.Minimum:0.##} %");
    }

    static string MoreForListing(SupervisedMonth counts, int tests, MonthRule rule, ListingPolicy rules)
    {
        int more = rules.Days - counts.InListingWindow;
        string days = more <= 0
            ? ""
            : FormattableString.Invariant($"{more} more exceedance {Days(more)} within {rules.WindowDays} days");
        bool needsTest = rule == MonthRule.Listed && tests == 0;
        return !needsTest ? days
            : days.Length == 0 ? "a manual test over the limit within the same days"
            : $"{days}, and a manual test over the limit within the same days";
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
