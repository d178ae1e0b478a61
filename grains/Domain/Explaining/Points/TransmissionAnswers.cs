using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>
/// Answers for the transmission rate of a point's day: of the factor asked about, else of all of them; asked about all
/// rules at once, of those that are counted.
/// </summary>
public sealed class TransmissionAnswers : IRuleAnswers<PointState>
{
    public IReadOnlyList<string> Rules { get; } = [FindingRules.LowTransmission];

    public void PagesFor(PointState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(PointState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        var page = state.Pages.Find(PageId.Day(question.Time)) as DayPage;
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            FactorCode code = state.Factors[factor].Code;
            if (question.Factor == code
                || (question.Factor.IsEmpty && (question.Rule.Length > 0 || page?.Find(factor) is { IsCounted: true })))
            {
                yield return OfDay(state, page?.Find(factor), code, question.Day, policy);
            }
        }

        if (!question.Factor.IsEmpty && state.Find(question.Factor) < 0)
            yield return OfDay(state, null, question.Factor, question.Day, policy);
        if (question.Factor.IsEmpty && question.Rule.Length > 0 && state.Factors.Length == 0)
        {
            yield return RuleAnswer.Blank(
                FindingRules.LowTransmission, question.Day, question.DayEnd, policy.Points.Transmission.Clause, policy) with
            {
                Ground = AnswerGround.NoData,
                Why = "no factor of the point was ever heard of",
                WouldDiffer = "data of the point",
            };
        }
    }

    static RuleAnswer OfDay(PointState state, FactorDay? day, FactorCode code, BeijingTime start, Policy policy)
    {
        TransmissionPolicy rules = policy.Points.Transmission;
        (AnswerGround ground, string why, string differs) = day switch
        {
            _ when !HourCounts.IsSource(state) => (
                AnswerGround.NotConcerned, "nothing is expected of ambient air, sensors and meters", "a point of a source"),
            { IsCounted: true } => Counted(day.Counted, day.FoundRate.HasValue, rules),
            _ when !Settlement.IsSettled(state, start) => (
                AnswerGround.Open, "the day is counted when it is settled",
                FormattableString.Invariant($"a rate below {rules.Minimum} when it is")),
            _ => (
                AnswerGround.NotConcerned,
                $"nothing was expected of {code} on this day: it has no limit, or the point was not heard before and around it",
                "a limit, and data from the day before on"),
        };
        TransmissionCounts counts = day?.Counted ?? default;
        return new RuleAnswer
        {
            Rule = FindingRules.LowTransmission,
            Factor = code,
            WindowStart = start,
            WindowEnd = start.AddSeconds(BeijingTime.SecondsPerDay),
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            Clause = rules.Clause,
            PolicyVersion = policy.Version,
            Figures =
            [
                new("points.marks.stoppedCodes", PointMarking.StoppedMinutes(state, start, policy).Sum(minutes => (int)minutes), "min"),
                new("expected", counts.Completed.Expected, "min"),
                new("received", counts.Completed.Received, "min"),
                new("valid", counts.Completed.Valid, "min"),
                new("received on time", counts.OnTime.Received, "min"),
                new("valid on time", counts.OnTime.Valid, "min"),
                new("points.transmission.minimum", rules.Minimum),
            ],
            ProvisionalUntil = Settlement.IsSettled(state, start) ? default : MarkDeadline.Of(start, policy.Marks),
        };
    }

    static (AnswerGround, string, string) Counted(TransmissionCounts counts, bool isFound, TransmissionPolicy rules)
    {
        if (TransmissionRules.RateOf(counts, rules) is not { } rate)
            return (AnswerGround.NotConcerned, "the point stood still all day, by flag F or by marks of its furnace: nothing was expected", "minutes expected");
        TransmissionCount count =
            rules.Version == TransmissionVersion.Completed ? counts.Completed : counts.OnTime;
        int counted = rules.Rate == TransmissionRateKind.Effective ? count.Valid : count.Received;
        string figure = FormattableString.Invariant(
            $"{counted} of {count.Expected} min, {100 * rate:0.##} %, minimum {100 * rules.Minimum:0.##} %");
        if (isFound)
            return (AnswerGround.Found, $"{figure}: below it", "");
        int most = (int)Math.Ceiling(rules.Minimum * count.Expected) - 1;
        return (AnswerGround.Complies, $"{figure}: not below it",
            FormattableString.Invariant($"{most} minutes or fewer, {counted - most} less than there were"));
    }
}
