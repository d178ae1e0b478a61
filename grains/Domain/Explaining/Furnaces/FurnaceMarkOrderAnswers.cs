using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>Answers for the order of the conditions marked on a furnace's natural day (工况标记顺序).</summary>
public sealed class FurnaceMarkOrderAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.MarkOrder];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy) =>
        FurnaceMarkDay.Answer(FurnaceRules.MarkOrder, state, question, policy, OfDay);

    static RuleAnswer OfDay(FurnaceMarkDay day, RuleAnswer blank)
    {
        ConditionPolicy condition = day.Policy.Furnace.Condition;
        List<ConditionChange> changes = MarkJudgement.Changes(day.Page.Start, day.Marks, condition);
        int strange = changes.Count(change => !condition.Allowed.Contains(change.Step));
        blank = blank with
        {
            Figures =
            [
                new("changes", changes.Count),
                new("changes not allowed", strange),
                new("furnace.condition.allowed", condition.Allowed.Count),
                new("furnace.condition.minimumStayMinutes", condition.MinimumStayMinutes, "min"),
            ],
        };
        string words = string.Join("; ", changes.Select(MarkJudgement.InWords));
        if (strange > 0)
            return blank.NotJudgedSince(words);
        MarkCode last = changes.Count > 0 ? changes[^1].Step.To : MarkCode.Normal;
        string next = string.Join('、', condition.Allowed.Where(step => step.From == last).Select(step => step.To.Term()));
        return blank with
        {
            Ground = AnswerGround.Complies,
            Why = (changes.Count > 0 ? $"every change is allowed (furnace.condition.allowed): {words}"
                : day.Marks.Effective.Count == 0 ? "nothing is marked on the day"
                : "the marked condition does not change on the day") + day.WithoutEffect(),
            WouldDiffer = changes.Count > 0
                ? $"a change outside the order: after {last.Term()} only {next} may follow"
                : "a change of the marked condition outside the order (furnace.condition.allowed)",
        };
    }
}
