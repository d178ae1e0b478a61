using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The level of a furnace: the highest of what its newest day and the day before, the month and the quarter of its newest
/// day, samples over their limits and its link lead to. It rises at once and falls only when its clean period is over;
/// silence ends with the next word of a point.
/// </summary>
static class FurnaceLevels
{
    /// <summary>Before an entry is taken: the grounds have stood until then, at most until they end by the calendar.</summary>
    public static void Stand(IncineratorState state, BeijingTime now, Policy policy)
    {
        if (state.Hold is not null)
            Remember(state, now, policy);
    }

    /// <summary>After an entry is taken.</summary>
    public static void Update(IncineratorState state, BeijingTime now, Policy policy)
    {
        Remember(state, now, policy);
        (EscalationLevel level, string reason) = Of(state, now, policy);
        if (level == EscalationLevel.Normal)
            state.Hold = null;
        state.SamplesOver?.ForgetUntil(now.AddSeconds(-Clean(policy.Points.Manual.Level, policy)));
        if (state.SamplesOver is { All.IsEmpty: true })
            state.SamplesOver = null;
        state.Standing.SetLevel(level, reason, now);
    }

    /// <summary>Whether a ground or the clean period of the level is over by the clock alone.</summary>
    public static bool Falls(IncineratorState state, BeijingTime now, Policy policy) =>
        (state.Hold is not null || state.SamplesOver is not null)
        && Of(state, now, policy) != (state.Standing.Level, state.Standing.Reason);

    /// <summary>Takes what a point found on an hour: what the authority sampled stands under an article, an automatic mean does not.</summary>
    /// <param name="former">The same finding as it was held; null where it was not.</param>
    public static void Take(IncineratorState state, Finding finding, Finding? former, BeijingTime now, Policy policy)
    {
        if (finding.Rule != FurnaceRules.HourLimit)
            return;
        if (IsSample(finding))
        {
            if (former is null || !IsSample(former) || former.Value != finding.Value)
                (state.SamplesOver ??= new SamplesOver()).Put(new SampleOver(finding.WindowStart, finding.Factor, now));
            return;
        }

        if (state.SamplesOver?.Remove(finding.WindowStart, finding.Factor) is not { } held)
            return;
        (state.Hold ??= new FurnaceHold()).Found(Sampled(held, policy), now < held.End ? now : held.End);
    }

    static void Remember(IncineratorState state, BeijingTime now, Policy policy)
    {
        foreach (FurnaceGround ground in Grounds(state, now, policy))
            (state.Hold ??= new FurnaceHold()).Found(ground, now < ground.Until ? now : ground.Until);
    }

    static bool IsSample(Finding finding) => finding is { State: not FindingState.Withdrawn, LegalBasis: not null };

    static (EscalationLevel Level, string Reason) Of(IncineratorState state, BeijingTime now, Policy policy)
    {
        var highest = (Level: EscalationLevel.Normal, Reason: "");
        foreach (FurnaceGround ground in Grounds(state, now, policy))
        {
            if (ground.Level > highest.Level)
                highest = (ground.Level, ground.Reason);
        }

        if (state.Standing.Link == LinkState.Silent && policy.Levels.Silent > highest.Level)
            highest = (policy.Levels.Silent, "no data");
        if (state.Hold?.Above(highest.Level, now, policy.Levels.CleanHours) is { } held)
            highest = (held.Level, held.Past);
        foreach (ref readonly SampleOver over in Samples(state))
        {
            FurnaceGround sample = Sampled(over, policy);
            if (sample.Level > highest.Level && over.End <= now && now < over.End.AddSeconds(Clean(sample.Level, policy)))
                highest = (sample.Level, sample.Past);
        }

        return highest;
    }

    /// <summary>Those above normal; of the same level the first is named.</summary>
    static List<FurnaceGround> Grounds(IncineratorState state, BeijingTime now, Policy policy)
    {
        var grounds = new List<FurnaceGround>();
        FurnacePolicy furnace = policy.Furnace;
        DaySummary today = state.Today, before = state.Yesterday;
        BeijingTime day = state.NewestDay, dayBefore = After(day, -1), tomorrow = After(day, 1), dayAfter = After(day, 2);
        if (today.IsViolated)
            Add(Violated(today, day) with { Until = dayAfter });
        if (before.IsViolated)
            Add(Violated(before, dayBefore) with { Until = tomorrow });
        if (today.DaysOver > 0)
            Add(new(policy.Levels.DayOver, FurnaceCause.Day, today.DayFactor, day) { Until = dayAfter, Reason = Over(today.DayFactor, "daily", day) });
        if (before.DaysOver > 0)
            Add(new(policy.Levels.DayOver, FurnaceCause.Day, before.DayFactor, dayBefore) { Until = tomorrow, Reason = Over(before.DayFactor, "daily", dayBefore) });
        foreach (ref readonly SampleOver over in Samples(state))
        {
            if (now < over.End)
                Add(Sampled(over, policy));
        }

        if (today.HoursOver > 0)
            Add(new(policy.Levels.HourOver, FurnaceCause.Hour, today.HourFactor, day) { Until = tomorrow, Reason = Over(today.HourFactor, "hourly", day) });
        if (state.IsMonthFound)
        {
            BeijingTime month = FurnaceMonth.StartFor(day);
            Add(new(furnace.MonthReached, FurnaceCause.Month, default, month)
            {
                Until = FurnaceMonth.EndFor(month),
                Reason = $"{state.EmissionDaysInMonth} exceedance days in the month",
            });
        }

        if (MaintenanceOf(state) is { } found)
            Add(new(found.Level, FurnaceCause.Maintenance, default, found.WindowStart) { Until = found.WindowEnd, Reason = found.Reason });
        if (today.Low >= furnace.NoticeLowSlots)
        {
            EscalationLevel level = today.Low >= furnace.WarningLowSlots ? EscalationLevel.Warning : EscalationLevel.Notice;
            Add(new(level, FurnaceCause.LowSlots, default, day) { Until = tomorrow, Reason = Low(today, day) });
        }

        return grounds;

        FurnaceGround Violated(DaySummary summary, BeijingTime start) =>
            new(furnace.Violation, FurnaceCause.Temperature, default, start) { Reason = Low(summary, start) };

        string Low(DaySummary summary, BeijingTime start) =>
            LowSlots(summary, start, state.PolicyOf(start, policy).Furnace);

        void Add(FurnaceGround ground)
        {
            if (ground.Level > EscalationLevel.Normal)
                grounds.Add(ground);
        }
    }

    /// <summary>What is in force on the quarter of the newest day, whose year stays in memory.</summary>
    static Finding? MaintenanceOf(IncineratorState state) =>
        state.NewestDay.IsSet
        && state.Pages.Find(new PageId(PageKind.Year, FurnaceYear.StartFor(state.NewestDay))) is FurnaceYear year
            ? year.Own.Find(FurnaceRules.Maintenance, default, MaintenanceRule.QuarterOf(state.NewestDay))
            : null;

    static FurnaceGround Sampled(SampleOver over, Policy policy) =>
        new(policy.Points.Manual.Level, FurnaceCause.Sample, over.Factor, over.Hour)
        {
            Until = over.End,
            Reason = $"{over.Factor} over its hourly limit by a sample on {Date(over.Hour)}",
        };

    static ReadOnlySpan<SampleOver> Samples(IncineratorState state) => state.SamplesOver is { } samples ? samples.All : default;

    static long Clean(EscalationLevel level, Policy policy) =>
        policy.Levels.CleanHours.Of(level) * (long)BeijingTime.SecondsPerHour;

    static BeijingTime After(BeijingTime day, int days) => day.AddSeconds(days * (long)BeijingTime.SecondsPerDay);

    static string Over(FactorCode factor, string mean, BeijingTime day) => $"{factor} {mean} mean over its limit on {Date(day)}";

    static string LowSlots(DaySummary day, BeijingTime start, FurnacePolicy furnace) => string.Create(
        CultureInfo.InvariantCulture,
        $"{day.Low} five-minute means below {furnace.MinimumCelsius} "
        + $"on {Date(start)}, {furnace.ToleratedLowSlots} tolerated");

    static string Date(BeijingTime day) => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
