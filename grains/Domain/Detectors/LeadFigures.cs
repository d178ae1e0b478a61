using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Detectors;

/// <summary>The figures and words that leads of lasting oddities share.</summary>
static class LeadFigures
{
    public static IEnumerable<FindingFigure> None => [];

    /// <summary>A lead of a detector that counts odd hours.</summary>
    /// <param name="what">What the odd hours have in common, such as <c>at 98 to 100 of the limit 100</c>.</param>
    /// <param name="section">The detector's section of the policy, such as <c>detectors.zero</c>.</param>
    public static Lead Lasting(
        string rule, LeadTurn turn, BeijingTime began, in Persistence state, PersistencePolicy policy, string section,
        string what, Exact value, Exact bound, params ReadOnlySpan<FindingFigure> figures)
    {
        bool isOver = turn == LeadTurn.Over;
        int odd = state.OddWithin(policy.WindowHours);
        string reason = isOver
            ? string.Create(CultureInfo.InvariantCulture, $"no hour {what} for {policy.ClearHours} hours")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{odd} of {policy.WindowHours} hours {what}; {policy.OddHours} are a lead");
        FindingFigure[] all =
        [
            .. figures,
            .. isOver ? None : [new("odd hours", (decimal)odd, "h")],
            new(section + ".windowHours", (decimal)policy.WindowHours, "h"),
            new(section + ".oddHours", (decimal)policy.OddHours, "h"),
        ];
        return new Lead(rule, isOver, began, state.End, value, bound, reason, new ValueList<FindingFigure>(all));
    }
}
