using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>What was sampled by hand, beside what was measured automatically.</summary>
static class SampledValues
{
    /// <summary>Why a sample of the hour decides nothing; empty where none was taken, or it does.</summary>
    public static string Unused(FactorDay? day, BeijingTime hour)
    {
        if (day?.Manual is not { } manual || !manual[hour.HourOfDay].IsSet)
            return "";
        MeanCell sample = manual[hour.HourOfDay];
        if (!sample.IsValid)
        {
            return sample.Cause == VoidCause.NotConverted
                ? $"; the sample {sample.Figure} does not count: it came without its value at reference oxygen"
                : $"; the sample {sample.Figure} does not count ({sample.Cause})";
        }

        return manual.Counts(hour.HourOfDay, day.Automatic(hour.HourOfDay).IsValid)
            ? ""
            : $"; the sample {sample.Figure} of the plant does not stand in: the automatic mean counts";
    }

    /// <summary>The automatic mean beside a sample taken by hand, and the sample beside an automatic mean.</summary>
    public static IEnumerable<FindingFigure> OfHour(FactorDay? day, BeijingTime hour)
    {
        if (day?.Manual is not { } manual || !manual[hour.HourOfDay].IsSet)
            yield break;
        MeanCell sample = manual[hour.HourOfDay];
        yield return new FindingFigure($"{sample.Noun} sampled by hand", sample.Figure);
        if (day.Automatic(hour.HourOfDay) is { IsSet: true, Figure: { HasValue: true } automatic })
            yield return new FindingFigure("mean measured automatically", automatic);
    }

    /// <summary>
    /// The values of a day by the hour where a sample counts in any: those that count, and beside a sample the automatic mean
    /// in whose place it stands.
    /// </summary>
    public static IEnumerable<FindingFigure> OfDay(FactorDay? day)
    {
        if (day?.Manual is not { } manual || !IsAnyCounted(day, manual))
            yield break;
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            MeanCell automatic = day.Automatic(hour);
            bool isSampled = manual.Counts(hour, automatic.IsValid);
            if (isSampled)
                yield return new FindingFigure(Sampled(hour), manual[hour].Figure);
            if (automatic.Figure.HasValue && (isSampled || automatic.IsValid))
                yield return new FindingFigure(isSampled ? $"{Hour(hour)} measured automatically" : Hour(hour), automatic.Figure);
        }
    }

    /// <summary>The name of the value of an hour of a day.</summary>
    public static string Hour(int hour) => string.Create(CultureInfo.InvariantCulture, $"hour {hour:00}:00");

    /// <summary>The name of a sample of an hour of a day.</summary>
    public static string Sampled(int hour) => $"{Hour(hour)} sampled by hand";

    static bool IsAnyCounted(FactorDay day, ManualHours manual)
    {
        bool isAny = false;
        for (int hour = 0; hour < FactorDay.Hours; hour++)
            isAny |= manual.Counts(hour, day.Automatic(hour).IsValid);
        return isAny;
    }
}
