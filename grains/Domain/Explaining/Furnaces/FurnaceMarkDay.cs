using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>What the answers about the marks of a furnace's natural day have in common.</summary>
/// <param name="State">With the page of the day.</param>
/// <param name="Page">What was told of the day.</param>
/// <param name="Marks">That have effect on it.</param>
/// <param name="Policy">That the day was judged under.</param>
sealed record FurnaceMarkDay(IncineratorState State, FurnaceDay Page, DayMarks Marks, Policy Policy)
{
    /// <summary>Answers for one rule on the day asked about: what is in force there, else what is to be said of the day.</summary>
    public static IEnumerable<RuleAnswer> Answer(
        string rule, IncineratorState state, RuleQuestion question, Policy policy,
        Func<FurnaceMarkDay, RuleAnswer, RuleAnswer> say)
    {
        policy = state.PolicyOf(question.Day, policy);
        RuleAnswer blank = RuleAnswer.Blank(rule, question.Day, question.DayEnd, policy.Marks.Clause, policy) with
        {
            ProvisionalUntil = MarkDeadline.OpenUntil(question.Day, state.Now, policy.Marks),
        };
        if (!question.Factor.IsEmpty)
        {
            if (question.Rule.Length > 0)
                yield return blank.AskedOf(question.Factor);
        }
        else if (state.Pages.Find(PageId.Day(question.Day)) is not FurnaceDay page)
        {
            yield return state.NewestDay < question.Day ? blank.NotReached(state.NewestDay) : blank with
            {
                Ground = AnswerGround.NoData,
                Why = "nothing was told of the furnace on this day: its marks are held against nothing",
                WouldDiffer = "data of the day",
            };
        }
        else
        {
            (long first, long last) = MarkEntries.Of(state.Marks.Set, IsCondition, question.Day, question.DayEnd);
            RuleAnswer said = say(
                new FurnaceMarkDay(state, page, new DayMarks(state.Marks, page.Start, policy), policy),
                blank with { FirstEntry = first, LastEntry = last });
            yield return page.Own.Find(rule, default, page.Start) is { } finding ? said.Found(finding) : said;
        }
    }

    /// <summary>The marks of the day that came too late or from a device, and have no effect; empty where there are none.</summary>
    public string WithoutEffect()
    {
        BeijingTime end = Page.Start.AddSeconds(BeijingTime.SecondsPerDay);
        int count = State.Marks.Set.Current.Count(mark => IsCondition(mark) && mark.Overlaps(Page.Start, end)
            && !Marks.Effective.Exists(effective => DeviceMarkPieces.IsOf(effective, mark)));
        return count == 0
            ? ""
            : FormattableString.Invariant($"; {count} {(count == 1 ? "mark has" : "marks have")} no effect, too late or of a device");
    }

    static bool IsCondition(Mark mark) => mark.Kind == MarkKind.Condition;
}
