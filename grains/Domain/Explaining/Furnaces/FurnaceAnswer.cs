using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>What the answers for rules of a furnace have in common.</summary>
static class FurnaceAnswer
{
    /// <summary>A finding in force, in its own words and under the policy that it was judged by.</summary>
    public static RuleAnswer Found(this RuleAnswer blank, Finding finding) => blank with
    {
        Ground = AnswerGround.Found,
        Why = finding.Reason,
        WouldDiffer = "",
        Clause = finding.Clause,
        PolicyVersion = finding.PolicyVersion,
        ProvisionalUntil = finding.Standing == FindingStanding.Final ? default : blank.ProvisionalUntil,
    };

    /// <summary>What is over by the state as it stands and was not judged since, as no entry has touched the window.</summary>
    public static RuleAnswer NotJudgedSince(this RuleAnswer blank, string stood) => blank with
    {
        Ground = AnswerGround.Open,
        Why = $"{stood}; the window is judged again with its next entry",
        WouldDiffer = "an entry that touches the window",
    };

    /// <summary>Nothing was ever told of the furnace, or its clock has not come to the window.</summary>
    public static RuleAnswer NotReached(this RuleAnswer blank, BeijingTime newest) => newest.IsSet
        ? blank with
        {
            Ground = AnswerGround.Open,
            Why = FormattableString.Invariant(
                $"the window has not begun for the furnace: its newest day is {newest.Date:yyyy-MM-dd}"),
            WouldDiffer = "data or marks of the window",
        }
        : blank with
        {
            Ground = AnswerGround.NoData,
            Why = "nothing was ever told of the furnace",
            WouldDiffer = "data or marks of the window",
        };

    /// <summary>The rule is about no factor, and was asked about one.</summary>
    public static RuleAnswer AskedOf(this RuleAnswer blank, FactorCode factor) => blank with
    {
        Factor = factor,
        Ground = AnswerGround.NotConcerned,
        Why = $"{blank.Rule} is about the furnace and not about {factor}",
        WouldDiffer = "the question asked without a factor",
    };
}
