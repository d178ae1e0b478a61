using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The hours of a day with what process data say of them and what is marked.</summary>
static class ProcessHours
{
    /// <summary>All 24, or none on a day without a condition marked and without data on feeding.</summary>
    public static IEnumerable<ProcessHour> Of(
        IncineratorState state, FurnaceDay day, DayMarks marks, FurnacePolicy furnace)
    {
        TwinName? source = state.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        TemperatureSlots slots = day.Temperatures(state.Registration?.TemperaturePoint);
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
