using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The marks that have effect on a natural day of a furnace, and how far the budgets were used before it.</summary>
sealed class DayMarks(FurnaceMarks marks, BeijingTime day, Policy policy)
{
    static readonly IReadOnlyList<ToldMean> Nothing = new ToldMean[ExemptHours.HoursPerDay + 1];

    public List<Mark> Effective { get; } = marks.Set.EffectiveOn(day, policy.Marks);

    /// <summary>With those of the day before, which the first of the day follow.</summary>
    public IEnumerable<Mark> WithDayBefore() =>
        marks.Set.EffectiveOn(day.AddSeconds(-BeijingTime.SecondsPerDay), policy.Marks).Concat(Effective)
            .DistinctBy(mark => mark.Id);

    /// <summary>What the conditions marked make of the hours, the same for every pollutant.</summary>
    public HourStanding[] Standings(FurnaceDay page, Registry.TwinName? source)
    {
        if (Effective.Count == 0)
            return new HourStanding[ExemptHours.HoursPerDay];
        IReadOnlyList<ToldMean> particulates =
            page.Means.SeriesOf(policy.Furnace.Exempt.PmFactor, source) ?? Nothing;
        long[] used = [.. marks.BudgetsBy(policy).Select(budget => budget.Before(day))];
        return ExemptHours.Of(day, Effective, used, particulates, policy.Furnace);
    }
}
