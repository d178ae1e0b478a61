using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The marks that have effect on a natural day of a furnace, and how far the budgets were used before it.</summary>
sealed class DayMarks
{
    static readonly IReadOnlyList<ToldMean> Nothing = new ToldMean[BeijingTime.HoursPerDay];

    readonly FurnaceMarks _marks;
    readonly BeijingTime _day;
    readonly Policy _policy;

    public DayMarks(FurnaceMarks marks, BeijingTime day, Policy policy)
    {
        (_marks, _day, _policy) = (marks, day, policy);
        Effective = marks.Set.EffectiveOn(day, policy.Marks);
        List<Mark> before = marks.Set.EffectiveOn(day.AddSeconds(-BeijingTime.SecondsPerDay), policy.Marks);
        before.RemoveAll(Effective.Contains);
        IsCut = before.Exists(mark => mark.EndOrNever > day);
        WithDayBefore = [.. Effective, .. before.Select(mark => mark.EndOrNever > day ? mark with { End = day } : mark)];
    }

    public List<Mark> Effective { get; }

    /// <summary>
    /// With those of the day before, which the first of the day follow. A mark counts on either day by the version that is in
    /// time for it: one that was edited or deleted in time for this day alone ends with the day before.
    /// </summary>
    public List<Mark> WithDayBefore { get; }

    /// <summary>A mark ends with the day before only because of that.</summary>
    public bool IsCut { get; }

    /// <summary>What marks make of the hours of a pollutant on a day.</summary>
    public static HourStanding[] StandingsOf(
        IncineratorState state, FurnaceDay day, FactorCode factor, Policy policy)
    {
        var marks = new DayMarks(state.Marks, day.Start, policy);
        TwinName? source = state.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        return ExemptHours.For(
            factor, day.Start, marks.Effective, marks.Standings(day, source), day.SampledHours(factor, source),
            policy.Furnace.Exempt);
    }

    /// <summary>What marks cover of the hours of a pollutant, and the hours in which a sample prevails.</summary>
    /// <param name="standings">What marks make of the hours.</param>
    public static DayParts PartsOf(
        IncineratorState state, FurnaceDay day, FactorCode factor, TwinName? source, HourStanding[] standings, Policy policy)
    {
        uint prevailing = day.SampledHours(factor, source, policy.Points.Manual.Prevails);
        for (int hour = 0; hour < standings.Length; hour++)
            prevailing &= standings[hour] == HourStanding.Exempt ? ~(1u << hour) : uint.MaxValue;
        return new DayParts(
            SecondsOf(state, day, factor, standings, prevailing, policy), prevailing, policy.Means.HourMinutes,
            policy.Points.Validity.MaximumOf(factor));
    }

    /// <summary>Seconds that marks cover of each hour that leaves the mean by them; empty where none does.</summary>
    static int[] SecondsOf(
        IncineratorState state, FurnaceDay day, FactorCode factor, HourStanding[] standings, uint prevailing, Policy policy)
    {
        if (!Array.Exists(standings, Leaves))
            return [];
        Mark[] marks =
        [
            .. state.Marks.Set.EffectiveOn(day.Start, policy.Marks).Where(mark => MakesLeave(mark, factor, policy.Furnace)),
        ];
        bool isOfDay = policy.Furnace.Exempt.Mode == ExemptMode.Day;
        var seconds = new int[standings.Length];
        for (int hour = 0; hour < standings.Length; hour++)
        {
            if (!Leaves(standings[hour]) || (prevailing >> hour & 1) != 0)
                continue;
            BeijingTime start = day.Start.AddSeconds(hour * BeijingTime.SecondsPerHour);
            seconds[hour] = isOfDay && standings[hour] == HourStanding.Exempt
                ? BeijingTime.SecondsPerHour
                : (int)MarkedTime.Seconds(marks, start, start.AddSeconds(BeijingTime.SecondsPerHour));
        }

        return seconds;
    }

    static bool Leaves(HourStanding standing) =>
        standing is HourStanding.Exempt or HourStanding.Void or HourStanding.VoidSampled;

    static bool MakesLeave(Mark mark, FactorCode factor, FurnacePolicy policy) =>
        policy.Exempt.FreeCodes.Contains(mark.Code)
        || policy.Budget.Year.Any(budget => budget.Codes.Contains(mark.Code))
        || (policy.Exempt.VoidCodes.Contains(mark.Code) && (mark.Factor.IsEmpty || mark.Factor == factor));

    /// <summary>What the conditions marked make of the hours, the same for every pollutant.</summary>
    public HourStanding[] Standings(FurnaceDay page, TwinName? source)
    {
        if (Effective.Count == 0)
            return new HourStanding[BeijingTime.HoursPerDay];
        IReadOnlyList<ToldMean> particulates =
            page.Means.SeriesOf(_policy.Furnace.Exempt.PmFactor, source) ?? Nothing;
        long[] used = [.. _marks.BudgetsBy(_policy).Select(budget => budget.Before(_day))];
        return ExemptHours.Of(_day, Effective, WithDayBefore, used, particulates, _policy.Furnace);
    }
}
