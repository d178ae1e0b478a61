using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>Answers for the low five-minute temperatures of a furnace's day.</summary>
public sealed class FurnaceTemperatureAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.Temperature];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        FurnacePolicy furnace = policy.Furnace;
        if (!question.Asks(furnace.TemperatureFactor))
            yield break;
        var day = state.Pages.Find(PageId.Day(question.Day)) as FurnaceDay;
        TemperatureSlots slots = day?.Temperatures(state.Registration?.TemperaturePoint) ?? new TemperatureSlots();
        var marks = new DayMarks(state.Marks, question.Day, policy);
        bool isOver = state.NewestDay > question.Day;
        SlotCount count = TemperatureRule.Count(slots, question.Day, marks.Effective, isOver, furnace);
        bool isUntold = slots.Received + slots.Void == 0;
        bool isOpen = !isOver && !(isUntold && question.IsOfPastDay);
        bool isFound =
            day?.Own.Find(FurnaceRules.Temperature, furnace.TemperatureFactor, question.Day) is not null;
        int more = furnace.ToleratedLowSlots + 1 - count.Low;
        string stood = FormattableString.Invariant(
            $"{count.Low} five-minute means below {furnace.MinimumCelsius} ℃, {furnace.ToleratedLowSlots} tolerated; ")
            + FormattableString.Invariant($"{count.Exempt} more under marks, {count.Missing} missing");
        yield return new RuleAnswer
        {
            Rule = FurnaceRules.Temperature,
            Factor = furnace.TemperatureFactor,
            WindowStart = question.Day,
            WindowEnd = question.DayEnd,
            Ground = isFound ? AnswerGround.Found
                : isOpen ? AnswerGround.Open
                : isUntold ? AnswerGround.NoData
                : count.Low + count.Exempt > furnace.ToleratedLowSlots ? AnswerGround.Exempt
                : AnswerGround.BelowThreshold,
            Why = (!isOpen || isFound ? "" : question.SoFar)
                + (isUntold ? "no furnace temperature was told on this day" : stood),
            WouldDiffer = isFound ? "" : FormattableString.Invariant(
                $"{more} more {(more == 1 ? "mean" : "means")} below {furnace.MinimumCelsius} ℃ that no mark covers"),
            Clause = furnace.Clause,
            PolicyVersion = policy.Version,
            Figures =
            [
                new FindingFigure("slots low", count.Low),
                new FindingFigure("slots low under marks", count.Exempt),
                new FindingFigure("slots missing", count.Missing),
                new FindingFigure("slots valid", slots.Received),
                new FindingFigure("furnace.minimumCelsius", furnace.MinimumCelsius, "℃"),
                new FindingFigure("furnace.toleratedLowSlots", furnace.ToleratedLowSlots),
            ],
            ProvisionalUntil = MarkDeadline.OpenUntil(question.Day, state.Now, policy.Marks),
            FirstEntry = day?.FirstEntry ?? 0,
            LastEntry = day?.LastEntry ?? 0,
        };
    }
}
