using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The marks that have effect on a natural day of a furnace, and how far the budgets were used before it.</summary>
sealed class DayMarks(FurnaceMarks marks, BeijingTime day, Policy policy)
{
    static readonly IReadOnlyList<ToldMean> Nothing = new ToldMean[ExemptHours.HoursPerDay];

    public List<Mark> Effective { get; } = marks.Set.EffectiveOn(day, policy.Marks);

    /// <summary>
    /// With those of the day before, which the first of the day follow. A mark of both days counts as it does on this one.
    /// </summary>
    public IEnumerable<Mark> WithDayBefore() =>
        Effective.Concat(marks.Set.EffectiveOn(day.AddSeconds(-BeijingTime.SecondsPerDay), policy.Marks))
            .DistinctBy(mark => mark.Id);

    /// <summary>What marks make of the hours of a pollutant on a day.</summary>
    public static HourStanding[] StandingsOf(
        IncineratorState state, FurnaceDay day, FactorCode factor, Policy policy)
    {
        var marks = new DayMarks(state.Marks, day.Start, policy);
        TwinName? source = state.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        return ExemptHours.For(
            factor, day.Start, marks.Effective, marks.Standings(day, source), policy.Furnace.Exempt);
    }

    /// <summary>What the conditions marked make of the hours, the same for every pollutant.</summary>
    public HourStanding[] Standings(FurnaceDay page, TwinName? source)
    {
        if (Effective.Count == 0)
            return new HourStanding[ExemptHours.HoursPerDay];
        IReadOnlyList<ToldMean> particulates =
            page.Means.SeriesOf(policy.Furnace.Exempt.PmFactor, source) ?? Nothing;
        long[] used = [.. marks.BudgetsBy(policy).Select(budget => budget.Before(day))];
        return ExemptHours.Of(day, Effective, [.. WithDayBefore()], used, particulates, policy.Furnace);
    }
}
