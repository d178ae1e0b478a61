using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>Answers for the compliant days after which the suspended power subsidy of a furnace may be restored.</summary>
public sealed class SubsidyRestoreAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.Restored];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) => pages.Add(SubsidyPage.Only);

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        RuleAnswer blank = RuleAnswer.Blank(
            FurnaceRules.Restored, question.Day, question.DayEnd, subsidy.Clause, policy);
        if (!question.Factor.IsEmpty)
        {
            if (question.Rule.Length > 0)
                yield return blank.AskedOf(question.Factor);
        }
        else if (state.Subsidy is not { } page || state.NewestDay < question.Day)
        {
            yield return blank.NotReached(state.NewestDay);
        }
        else
        {
            var suspension = new SuspensionAnswer(
                page.History, page.Cancelled, page.Notices, MarkDeadline.LastPassed(state.Now, policy.Marks),
                FurnaceRules.Subsidy);
            yield return suspension.Of(blank, policy, (run, _) => RestoreNotice.Figures(run, subsidy));
        }
    }
}
