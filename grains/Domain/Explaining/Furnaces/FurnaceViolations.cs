using System.Globalization;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>The days of a furnace's natural month with a violation, by their number in the month.</summary>
/// <param name="Start">Start of the month.</param>
/// <param name="Emission">With a daily mean over its limit: how many means of the day are.</param>
/// <param name="Temperature">With more low temperatures than are tolerated.</param>
sealed record FurnaceViolations(BeijingTime Start, SortedDictionary<int, int> Emission, SortedSet<int> Temperature)
{
    /// <summary>As they were judged.</summary>
    public static FurnaceViolations Of(FurnaceMonth month) =>
        new(
            month.Start,
            new SortedDictionary<int, int>(
                month.Violations.EmissionDates.ToDictionary(date => date, month.Violations.MeansOverOn)),
            [.. month.Violations.TemperatureDates]);

    public int MeansOver => Emission.Values.Sum();

    public int Count(SubsidyPolicy policy) =>
        SubsidyRule.Violations(
            new ViolationCounts(Emission.Count, MeansOver, Temperature.Count, Emission.Keys.Union(Temperature).Count()),
            policy);

    /// <summary>Those, and the days that would be violations if nothing were marked, from the pages of the days.</summary>
    public FurnaceViolations WithoutMarks(IncineratorState state, FurnaceMonth month, Policy policy)
    {
        var all = new FurnaceViolations(Start, new SortedDictionary<int, int>(Emission), [.. Temperature]);
        for (BeijingTime start = month.Start; start < month.End; start = start.AddSeconds(BeijingTime.SecondsPerDay))
        {
            if (state.Pages.Find(PageId.Day(start)) is not FurnaceDay day)
                continue;
            int over = OverUnmarked(state, day, policy);
            if (over > all.Emission.GetValueOrDefault(start.Date.Day))
                all.Emission[start.Date.Day] = over;
            TemperatureSlots slots = day.Temperatures(state.Registration?.TemperaturePoint);
            if (TemperatureRule.Count(slots, start, [], state.NewestDay > start, policy.Furnace).IsViolated)
                all.Temperature.Add(start.Date.Day);
        }

        return all;
    }

    public string EmissionInWords() => InWords(Emission.Keys, "");

    public string InWords() => InWords(Emission.Keys, "emission ") + InWords(Temperature, "temperature ");

    string InWords(ICollection<int> dates, string kind) => dates.Count == 0
        ? ""
        : $"; {kind}on {string.Join(", ", dates.Select(date => string.Create(CultureInfo.InvariantCulture, $"{Start.Date:MM}-{date:00}")))}";

    static int OverUnmarked(IncineratorState state, FurnaceDay day, Policy policy) =>
        state.LimitsOn(day.Start, LimitPeriod.Day, policy).Count(limit =>
            DayLimitJudgement.VerdictOf(state, day, limit, new HourStanding[ExemptHours.HoursPerDay], policy)
                is ({ Kind: VerdictKind.Over }, true));
}
