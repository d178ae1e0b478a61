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
        IncineratorState state, FurnaceDay day, DayMarks marks, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        TwinName? source = state.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        TemperatureSlots slots = day.Temperatures(state.Registration?.TemperaturePoint);
        IReadOnlyList<ToldMean>? feed = day.Means.SeriesOf(furnace.Condition.FeedFactor, source);
        IReadOnlyList<ToldMean>? oxygen = day.Means.SeriesOf(furnace.Condition.OxygenFactor, source);
        if (feed is null && !marks.Effective.Exists(mark => mark.Kind == MarkKind.Condition))
            yield break;
        List<ConditionStretch> stretches =
            ConditionTimeline.Of(marks.WithDayBefore, furnace.Condition.MinimumStayMinutes);
        List<FurnaceLimit> limits = state.LimitsOn(day.Start, LimitPeriod.Hour, policy);
        decimal? before = null;
        for (int hour = 0; hour < BeijingTime.HoursPerDay; hour++)
        {
            BeijingTime start = day.Start.AddSeconds(hour * BeijingTime.SecondsPerHour);
            decimal? celsius = slots.MeanOf(hour, furnace.SlotMinutes);
            MarkCode? marked = MarkedFor(stretches, start);
            yield return new ProcessHour(
                start, marked, celsius, celsius - before, Valid(feed, hour), Valid(oxygen, hour))
            {
                Parts = marked is null && furnace.Condition.PartHours == PartHours.Bounded
                    ? PartsOf(stretches, start, slots, furnace)
                    : default,
                Emission = EmissionOf(day, limits, source, hour),
            };
            before = celsius;
        }
    }

    /// <summary>
    /// The condition of the whole hour by the timeline of the marks, in as many pieces as it was marked; normal operation
    /// before the first of them.
    /// </summary>
    static MarkCode? MarkedFor(List<ConditionStretch> stretches, BeijingTime start)
    {
        BeijingTime end = start.AddSeconds(BeijingTime.SecondsPerHour);
        int next = stretches.FindIndex(stretch => stretch.Start > start);
        int held = (next < 0 ? stretches.Count : next) - 1;
        bool changes = next >= 0 && stretches[next].Start < end;
        return changes ? null : held < 0 ? MarkCode.Normal : stretches[held].Code;
    }

    static MarkedParts PartsOf(
        List<ConditionStretch> stretches, BeijingTime start, TemperatureSlots slots, FurnacePolicy furnace)
    {
        int uncertain = furnace.Condition.UncertainMinutes;
        var unfed = MarkedParts.Sure(stretches, start, [MarkCode.Stopping, MarkCode.Cooling, MarkCode.Idle], uncertain);
        var drying = MarkedParts.Sure(stretches, start, [MarkCode.Drying], uncertain);
        var idle = MarkedParts.Sure(stretches, start, [MarkCode.Idle], uncertain);
        return new MarkedParts(
            Seconds(unfed), Seconds(drying), Seconds(idle), MeanWithin(drying, slots, furnace), MeanWithin(idle, slots, furnace));
    }

    static int Seconds(List<(BeijingTime From, BeijingTime To)> windows) =>
        (int)windows.Sum(window => window.To.UnixSeconds - window.From.UnixSeconds);

    /// <summary>The mean of the valid slots of a natural day that lie wholly within one of its windows.</summary>
    static decimal? MeanWithin(
        List<(BeijingTime From, BeijingTime To)> windows, TemperatureSlots slots, FurnacePolicy furnace)
    {
        int seconds = furnace.SlotMinutes * BeijingTime.SecondsPerMinute;
        decimal sum = 0;
        int valid = 0;
        foreach ((BeijingTime from, BeijingTime to) in windows)
        {
            long midnight = from.StartOfDay.UnixSeconds;
            int first = (int)((from.UnixSeconds - midnight + seconds - 1) / seconds);
            int end = (int)((to.UnixSeconds - midnight) / seconds);
            for (int slot = first; slot < end; slot++)
            {
                if (slots.At(slot) is { } celsius)
                    (sum, valid) = (sum + celsius, valid + 1);
            }
        }

        return valid == 0 ? null : sum / valid;
    }

    static HourEmission? EmissionOf(
        FurnaceDay day, List<FurnaceLimit> limits, TwinName? source, int hour)
    {
        HourEmission? highest = null;
        foreach (FurnaceLimit limit in limits)
        {
            if (Valid(day.Means.SeriesOf(limit.Factor, source), hour) is not { } mean)
                continue;
            var emission = new HourEmission(limit.Factor, mean, limit.Upper);
            if (highest is not { } former || emission.IsAbove(former))
                highest = emission;
        }

        return highest;
    }

    static decimal? Valid(IReadOnlyList<ToldMean>? series, int hour) =>
        series is not null && series[hour].IsValid ? series[hour].Value.Value : null;
}
