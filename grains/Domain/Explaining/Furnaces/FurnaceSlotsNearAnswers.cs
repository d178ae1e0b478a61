using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>
/// Answers for the warning before a violation of the furnace temperature: low five-minute means of a natural day that
/// come near to the number tolerated. The counter is judged with every mean, whether the day is over or not.
/// </summary>
public sealed class FurnaceSlotsNearAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.TemperatureNear];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        FurnacePolicy furnace = policy.Furnace;
        RuleAnswer blank = RuleAnswer.Blank(
            FurnaceRules.TemperatureNear, question.Day, question.DayEnd, furnace.Clause, policy);
        if (question.Asks(furnace.TemperatureFactor))
        {
            yield return OfDay(blank with { Factor = furnace.TemperatureFactor }, state, policy);
        }
        else if (question.Rule.Length > 0)
        {
            yield return blank with
            {
                Factor = question.Factor,
                Ground = AnswerGround.NotConcerned,
                Why = $"{question.Factor} is not the furnace temperature, which is {furnace.TemperatureFactor} (furnace.temperatureFactor)",
                WouldDiffer = $"the question asked of {furnace.TemperatureFactor}",
            };
        }
    }

    static RuleAnswer OfDay(RuleAnswer blank, IncineratorState state, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        var day = state.Pages.Find(PageId.Day(blank.WindowStart)) as FurnaceDay;
        TemperatureSlots slots = day?.Temperatures(state.Registration?.TemperaturePoint) ?? new TemperatureSlots();
        bool isOver = state.NewestDay > blank.WindowStart;
        SlotCount count = TemperatureRule.Count(
            slots, blank.WindowStart, new DayMarks(state.Marks, blank.WindowStart, policy).Effective, isOver, furnace);
        blank = blank with
        {
            Figures =
            [
                new("slots low", count.Low),
                new("slots low up to those tolerated", TemperatureJudgement.Near(count, furnace)),
                new("slots low under marks", count.Exempt),
                new("slots missing", count.Missing),
                new("slots valid", slots.Received),
                new("furnace.minimumCelsius", furnace.MinimumCelsius, "℃"),
                new("furnace.noticeLowSlots", furnace.NoticeLowSlots),
                new("furnace.warningLowSlots", furnace.WarningLowSlots),
                new("furnace.toleratedLowSlots", furnace.ToleratedLowSlots),
            ],
            ProvisionalUntil = MarkDeadline.OpenUntil(blank.WindowStart, state.Now, policy.Marks),
            FirstEntry = day?.FirstEntry ?? 0,
            LastEntry = day?.LastEntry ?? 0,
        };
        if (day?.Own.Find(FurnaceRules.TemperatureNear, blank.Factor, blank.WindowStart) is { } finding)
            return blank.Found(finding);
        if (state.NewestDay < blank.WindowStart)
            return blank.NotReached(state.NewestDay);
        int more = furnace.NoticeLowSlots - count.Low;
        string stood = FormattableString.Invariant(
            $"{(isOver ? "" : "so far ")}{count.Low} five-minute means below {furnace.MinimumCelsius} ℃, ")
            + FormattableString.Invariant(
                $"{furnace.NoticeLowSlots} lead to a notice; {count.Exempt} more under marks, {count.Missing} missing");
        if (more <= 0)
            return blank.NotJudgedSince(stood);
        bool isUntold = slots.Received + slots.Void == 0;
        return blank with
        {
            Ground = isUntold ? AnswerGround.NoData
                : count.Low + count.Exempt >= furnace.NoticeLowSlots ? AnswerGround.Exempt
                : AnswerGround.BelowThreshold,
            Why = isUntold ? "no furnace temperature was told on this day" : stood,
            WouldDiffer = FormattableString.Invariant(
                $"{more} more {(more == 1 ? "mean" : "means")} below {furnace.MinimumCelsius} ℃ that no mark covers"),
        };
    }
}
