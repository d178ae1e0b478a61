using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>Marks of a day against each other and against the process data: leads and calls, never verdicts.</summary>
static class MarkJudgement
{
    public static void Judge(FurnaceTurn turn, FurnaceDay day, DayMarks marks)
    {
        Order(turn, day, marks);
        var contradictions = new List<string>();
        var odds = new List<string>();
        foreach (ProcessHour hour in ProcessHours.Of(turn.State, day, marks, turn.Policy))
        {
            string at = hour.Start.ToDateTimeOffset().ToString("HH:mm", CultureInfo.InvariantCulture);
            Contradiction found = MarkContradictionRule.Of(
                in hour, turn.Furnace.MinimumCelsius, turn.Furnace.Condition);
            if (found != Contradiction.None)
                contradictions.Add($"{at} {Words.Of(found)} {GroundOf(found, in hour)}");
            if (hour.Marked is { } marked
                && ConditionInference.Of(in hour, turn.Furnace.MinimumCelsius, turn.Furnace.Condition) is { } inferred
                && ConditionInference.IsAtOdds(marked, inferred))
            {
                odds.Add($"{at} marked {marked.Term()}, data {inferred.Term()}");
            }
        }

        Say(turn, day, FurnaceRules.MarkContradiction, FindingClass.During, contradictions, turn.Policy.LegalBasisOf(LegalAct.FalseMark, day.Start));
        Say(turn, day, FurnaceRules.MarkInferred, FindingClass.Lead, odds, legalBasis: null);
    }

    /// <summary>
    /// The changes of the marked condition on a day, allowed or not. Where a mark ends with the day before, the change is
    /// one of this day, unless nobody marked it so: the deadline alone cut the mark there.
    /// </summary>
    public static List<ConditionChange> Changes(BeijingTime day, DayMarks marks, ConditionPolicy policy)
    {
        List<ConditionChange> changes = ConditionOrderRule.Changes(
            marks.WithDayBefore, day, day.AddSeconds(BeijingTime.SecondsPerDay), policy);
        if (marks.IsCut && !marks.Effective.Exists(mark => mark.Start == day))
            changes.RemoveAll(change => change.At == day);
        return changes;
    }

    public static string InWords(ConditionChange change) => string.Create(
        CultureInfo.InvariantCulture, $"{change.At.ToDateTimeOffset():HH:mm} {change.Step}");

    static string GroundOf(Contradiction found, in ProcessHour hour)
    {
        MarkedParts parts = hour.Parts;
        return (found, hour.Emission) switch
        {
            (Contradiction.EmittingWhileIdle, { } emission) => string.Create(
                CultureInfo.InvariantCulture, $"{emission.Factor} {emission.Mean} > {emission.Limit}"),
            _ when hour.Marked is not null => string.Create(CultureInfo.InvariantCulture, $"at {hour.Celsius:0.#} ℃"),
            (Contradiction.RunningWhileIdle, _) => string.Create(
                CultureInfo.InvariantCulture,
                $"at {parts.IdleCelsius:0.#} ℃ and {hour.Oxygen} % of oxygen in the hour, {Minutes(parts.Idle)} of it marked for sure"),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"at a feed of {hour.Feed} in the hour, {Minutes(found == Contradiction.FedWhileDrying ? parts.Drying : parts.Unfed)} of it marked for sure"),
        };
    }

    static string Minutes(int seconds) => string.Create(
        CultureInfo.InvariantCulture, $"{(decimal)seconds / BeijingTime.SecondsPerMinute:0.#} min");

    static void Order(FurnaceTurn turn, FurnaceDay day, DayMarks marks)
    {
        string[] words =
        [
            .. Changes(day.Start, marks, turn.Furnace.Condition)
                .Where(change => !turn.Furnace.Condition.Allowed.Contains(change.Step)).Select(InWords),
        ];
        Say(turn, day, FurnaceRules.MarkOrder, FindingClass.Lead, words, legalBasis: null);
    }

    static void Say(
        FurnaceTurn turn, FurnaceDay day, string rule, FindingClass @class, IReadOnlyList<string> found,
        string? legalBasis)
    {
        if (found.Count == 0)
        {
            turn.Withdraw(day.Own, rule, day.Start, "nothing found any more", 0);
            return;
        }

        BeijingTime end = day.Start.AddSeconds(BeijingTime.SecondsPerDay);
        turn.Put(day.Own, turn.Draft(rule, day.Start, end, string.Join("; ", found)) with
        {
            Class = @class,
            Standing = turn.StandingOf(day.Start),
            Level = @class == FindingClass.During ? EscalationLevel.Warning : EscalationLevel.Notice,
            Value = found.Count,
            LegalBasis = legalBasis,
            Clause = turn.Policy.Marks.Clause,
        });
    }
}
