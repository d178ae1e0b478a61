using System.Globalization;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
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

    /// <summary>
    /// Those, and what marks alone keep from being a violation: over without the marks, and not with them. What is over with
    /// the marks, too, and was not found is so by another limit or policy than the day was judged by, and no mark's doing.
    /// </summary>
    public FurnaceViolations WithoutMarks(IncineratorState state, FurnaceMonth month, Policy policy) =>
        With(state, month, policy, (marked, unmarked) => unmarked && !marked, found: this);

    /// <summary>
    /// What is over by the limits that hold now and the policy of its day, with the marks, and was not found when that
    /// was judged.
    /// </summary>
    public FurnaceViolations JudgedOtherwise(IncineratorState state, FurnaceMonth month, Policy policy) =>
        new FurnaceViolations(Start, [], []).With(state, month, policy, (marked, _) => marked, found: this);

    FurnaceViolations With(
        IncineratorState state, FurnaceMonth month, Policy policy, Func<bool, bool, bool> isOne, FurnaceViolations found)
    {
        var all = new FurnaceViolations(Start, new SortedDictionary<int, int>(Emission), [.. Temperature]);
        for (BeijingTime start = month.Start; start < month.End; start = start.AddSeconds(BeijingTime.SecondsPerDay))
        {
            if (state.Pages.Find(PageId.Day(start)) is not FurnaceDay day)
                continue;
            int date = start.Date.Day;
            Policy ofDay = state.PolicyOf(start, policy);
            int over = state.LimitsOn(start, LimitPeriod.Day, ofDay).Count(limit =>
                day.Own.Find(FurnaceRules.DayLimit, limit.Factor, start) is null
                && isOne(
                    IsOver(state, day, limit, DayMarks.StandingsOf(state, day, limit.Factor, ofDay), ofDay),
                    IsOver(state, day, limit, new HourStanding[BeijingTime.HoursPerDay], ofDay)));
            if (over > 0)
                all.Emission[date] = all.Emission.GetValueOrDefault(date) + over;
            if (!found.Temperature.Contains(date)
                && isOne(
                    IsCold(state, day, new DayMarks(state.Marks, start, ofDay).Effective, ofDay),
                    IsCold(state, day, [], ofDay)))
            {
                all.Temperature.Add(date);
            }
        }

        return all;
    }

    public string EmissionInWords() => InWords(Emission.Keys, "");

    public string InWords() => InWords(Emission.Keys, "emission ") + InWords(Temperature, "temperature ");

    string InWords(ICollection<int> dates, string kind) => dates.Count == 0
        ? ""
        : $"; {kind}on {string.Join(", ", dates.Select(date => string.Create(CultureInfo.InvariantCulture, $"{Start.Date:MM}-{date:00}")))}";

    static bool IsOver(
        IncineratorState state, FurnaceDay day, FurnaceLimit limit, HourStanding[] standings, Policy policy) =>
        DayLimitJudgement.VerdictOf(state, day, limit, standings, policy) is ({ Kind: VerdictKind.Over }, true);

    static bool IsCold(IncineratorState state, FurnaceDay day, IReadOnlyList<Mark> marks, Policy policy) =>
        TemperatureRule.Count(
            day.Temperatures(state.Registration?.TemperaturePoint), day.Start, marks, state.NewestDay > day.Start, policy.Furnace)
            .IsViolated;
}
