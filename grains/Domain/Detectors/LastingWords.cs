using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>What a detector that counts odd hours says of one of them: words and figures of its leads and tallies.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Section">The detector's section of the policy, such as <c>detectors.zero</c>.</param>
/// <param name="What">What odd hours have in common, such as <c>at 98 to 100 of the limit 100</c>.</param>
/// <param name="Value">The hour's figure.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Policy">How long the oddity lasts before it is a lead.</param>
/// <param name="Figures">Numbers of the detector's own.</param>
readonly record struct LastingWords(
    string Rule, string Section, string What, Exact Value, Exact Bound, PersistencePolicy Policy,
    FindingFigure[] Figures)
{
    public Lead Lead(LeadTurn turn, BeijingTime began, in Persistence state)
    {
        bool isOver = turn == LeadTurn.Over;
        int odd = state.OddWithin(Policy.WindowHours);
        string reason = isOver
            ? Invariant($"no hour {What} for {Policy.ClearHours} hours")
            : Counted(odd);
        FindingFigure[] all = [.. Figures, .. isOver ? (FindingFigure[])[] : [OddHours(odd)], .. Lasting];
        return new Lead(Rule, isOver, began, state.End, Value, Bound, reason, new ValueList<FindingFigure>(all));
    }

    /// <param name="hour">The hour that was seen last.</param>
    /// <param name="oddity">What was made of it.</param>
    /// <param name="unknown">What was missing to say whether it is odd.</param>
    /// <param name="needs">What an hour must be to be odd.</param>
    /// <param name="state">Behind the hour.</param>
    public LeadTally Tally(in HourSight hour, Oddity oddity, string unknown, string needs, in Persistence state)
    {
        int odd = state.OddWithin(Policy.WindowHours);
        int more = Math.Max(0, Policy.OddHours - odd);
        bool isKnown = oddity != Oddity.Unknown;
        return new LeadTally
        {
            Rule = Rule,
            Hour = hour.Start,
            Oddity = oddity,
            Counted = odd,
            Reached = (decimal)odd / Policy.OddHours,
            Why = isKnown
                ? Counted(odd)
                : Invariant($"{unknown}; {odd} of {Policy.WindowHours} hours were odd, {Policy.OddHours} are a lead"),
            More = Invariant($"{more} more {LeadTally.Hours(more)} {needs}, within {Policy.WindowHours} hours"),
            Figures =
            [
                .. isKnown ? LeadTally.Known(("figure", Value), ("compared with", Bound)) : [],
                .. Figures,
                OddHours(odd),
                .. Lasting,
            ],
        };
    }

    string Counted(int odd) =>
        Invariant($"{odd} of {Policy.WindowHours} hours {What}; {Policy.OddHours} are a lead");

    static FindingFigure OddHours(int odd) => new("odd hours", (decimal)odd, "h");

    FindingFigure[] Lasting =>
    [
        new(Section + ".windowHours", (decimal)Policy.WindowHours, "h"),
        new(Section + ".oddHours", (decimal)Policy.OddHours, "h"),
    ];
}
