using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// What is marked for sure of an hour within which the marked condition changes: without the minutes around each change that
/// are uncertain (furnace.condition.uncertainMinutes). An hour under one condition has none.
/// </summary>
/// <param name="Unfed">Seconds under 停炉, 停炉降温 or 停运, which feeding excludes.</param>
/// <param name="Drying">Seconds under 烘炉.</param>
/// <param name="Idle">Of those unfed, under 停运.</param>
/// <param name="DryingCelsius">Mean of the five-minute temperatures wholly within the 烘炉; null without one.</param>
/// <param name="IdleCelsius">The same of the 停运.</param>
public readonly record struct MarkedParts(
    int Unfed, int Drying, int Idle, decimal? DryingCelsius, decimal? IdleCelsius)
{
    public bool IsAny => Unfed > 0 || Drying > 0;

    /// <summary>The windows of an hour that are under some conditions for sure, conditions that follow each other as one.</summary>
    /// <param name="stretches">The marked conditions in order of time; normal operation before the first.</param>
    /// <param name="start">Of the hour.</param>
    public static List<(BeijingTime From, BeijingTime To)> Sure(
        IReadOnlyList<ConditionStretch> stretches, BeijingTime start, ReadOnlySpan<MarkCode> codes, int uncertainMinutes)
    {
        BeijingTime end = start.AddSeconds(BeijingTime.SecondsPerHour);
        long uncertain = uncertainMinutes * (long)BeijingTime.SecondsPerMinute;
        var windows = new List<(BeijingTime From, BeijingTime To)>();
        for (int i = 0; i < stretches.Count; i++)
        {
            if (!codes.Contains(stretches[i].Code))
                continue;
            BeijingTime from = stretches[i].Start;
            while (i + 1 < stretches.Count && codes.Contains(stretches[i + 1].Code))
                i++;
            from = from <= start ? start : from.AddSeconds(uncertain);
            BeijingTime to = i + 1 < stretches.Count && stretches[i + 1].Start < end
                ? stretches[i + 1].Start.AddSeconds(-uncertain)
                : end;
            if (from < to)
                windows.Add((from, to));
        }

        return windows;
    }
}
