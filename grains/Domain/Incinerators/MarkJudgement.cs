using System.Globalization;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
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
        foreach (ProcessHour hour in Hours(turn, day, marks))
        {
            string at = hour.Start.ToDateTimeOffset().ToString("HH:mm", CultureInfo.InvariantCulture);
            Contradiction found = MarkContradictionRule.Of(
                in hour, turn.Furnace.MinimumCelsius, turn.Furnace.Condition);
            if (found != Contradiction.None)
                contradictions.Add(string.Create(CultureInfo.InvariantCulture, $"{at} {Words.Of(found)} at {hour.Celsius:0.#} ℃"));
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

    static void Order(FurnaceTurn turn, FurnaceDay day, DayMarks marks)
    {
        BeijingTime end = day.Start.AddSeconds(BeijingTime.SecondsPerDay);
        List<ConditionChange> anomalies = marks.Effective.Count == 0
            ? []
            : ConditionOrderRule.Anomalies(marks.WithDayBefore(), day.Start, end, turn.Furnace.Condition);
        string[] words =
        [
            .. anomalies.Select(change => string.Create(
                CultureInfo.InvariantCulture, $"{change.At.ToDateTimeOffset():HH:mm} {change.Step}")),
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

    static IEnumerable<ProcessHour> Hours(FurnaceTurn turn, FurnaceDay day, DayMarks marks)
    {
        FurnacePolicy furnace = turn.Furnace;
        TwinName? source = turn.State.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        TemperatureSlots slots = day.Temperatures(turn.State.Registration?.TemperaturePoint);
        IReadOnlyList<ToldMean>? feed = day.Means.SeriesOf(furnace.Condition.FeedFactor, source);
        IReadOnlyList<ToldMean>? oxygen = day.Means.SeriesOf(furnace.Condition.OxygenFactor, source);
        Mark[] conditions = [.. marks.Effective.Where(mark => mark.Kind == MarkKind.Condition)];
        if (feed is null && conditions.Length == 0)
            yield break;
        decimal? before = null;
        for (int hour = 0; hour < ExemptHours.HoursPerDay; hour++)
        {
            BeijingTime start = day.Start.AddSeconds(hour * BeijingTime.SecondsPerHour);
            decimal? celsius = slots.MeanOf(hour, furnace.SlotMinutes);
            yield return new ProcessHour(
                start, MarkedFor(conditions, start), celsius, celsius - before, Valid(feed, hour), Valid(oxygen, hour));
            before = celsius;
        }
    }

    /// <summary>The condition of the whole hour: one mark's, or normal operation where none touches it.</summary>
    static MarkCode? MarkedFor(Mark[] conditions, BeijingTime start)
    {
        BeijingTime end = start.AddSeconds(BeijingTime.SecondsPerHour);
        Mark[] touching = [.. conditions.Where(mark => mark.Overlaps(start, end))];
        return touching switch
        {
            [] => MarkCode.Normal,
            [var only] when only.Start <= start && only.EndOrNever >= end => only.Code,
            _ => null,
        };
    }

    static decimal? Valid(IReadOnlyList<ToldMean>? series, int hour) =>
        series is not null && series[hour].IsValid ? series[hour].Value.Value : null;
}
