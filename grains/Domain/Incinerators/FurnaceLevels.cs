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
/// silence ends with the next word of a point. What is found no more was no ground: what stood on it alone falls at once.
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
        state.Hold?.Forget(now, policy.Levels.CleanHours);
        if (state.Hold is { IsEmpty: true })
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
    public static void Take(IncineratorState state, Finding finding, Finding? former, BeijingTime now)
    {
        if (finding.Rule != FurnaceRules.HourLimit)
            return;
        if (IsSample(finding))
        {
            if (former is null || !IsSample(former) || former.Value != finding.Value)
                (state.SamplesOver ??= new SamplesOver()).Put(new SampleOver(finding.WindowStart, finding.Factor, now));
            return;
        }

        state.SamplesOver?.Remove(finding.WindowStart, finding.Factor);
    }

    /// <summary>A day was judged again: what it is no ground of any more it never was, and so with what it is a lesser one of.</summary>
    public static void Judged(IncineratorState state, BeijingTime day, DaySummary summary, Policy policy)
    {
        if (state.Hold is not { } hold)
            return;
        foreach (StandingGround ground in OfDay(state, summary, day, policy))
            hold.Correct(ground.Level, ground.Ground);
    }

    /// <summary>A finding was withdrawn; those on days follow <see cref="Judged"/>.</summary>
    public static void TakeBack(IncineratorState state, Finding finding)
    {
        FurnaceCause cause = finding.Rule switch
        {
            FurnaceRules.Month => FurnaceCause.Month,
            FurnaceRules.Maintenance => FurnaceCause.Maintenance,
            _ => FurnaceCause.None,
        };
        if (cause != FurnaceCause.None)
            state.Hold?.TakeBack(new FurnaceGround(cause, default, finding.WindowStart));
    }

    static void Remember(IncineratorState state, BeijingTime now, Policy policy)
    {
        foreach ((EscalationLevel level, FurnaceGround ground, BeijingTime until, _) in Grounds(state, now, policy))
        {
            if (ground.Cause != FurnaceCause.Sample)
                (state.Hold ??= new LevelHold<FurnaceGround>()).Found(level, ground, now < until ? now : until);
        }
    }

    static bool IsSample(Finding finding) => finding is { State: not FindingState.Withdrawn, LegalBasis: not null };

    static (EscalationLevel Level, string Reason) Of(IncineratorState state, BeijingTime now, Policy policy)
    {
        var highest = (Level: EscalationLevel.Normal, Reason: "");
        foreach (StandingGround ground in Grounds(state, now, policy))
        {
            if (ground.Level > highest.Level)
                highest = (ground.Level, ground.Reason);
        }

        if (state.Standing.Link == LinkState.Silent && policy.Levels.Silent > highest.Level)
            highest = (policy.Levels.Silent, "no data");
        if (state.Hold?.Above(highest.Level, now, policy.Levels.CleanHours) is { } held)
            highest = (held.Level, held.Ground.Past);
        foreach (ref readonly SampleOver over in Samples(state))
        {
            StandingGround sample = Sampled(over, policy);
            if (sample.Level > highest.Level && over.End <= now && now < over.End.AddSeconds(Clean(sample.Level, policy)))
                highest = (sample.Level, sample.Ground.Past);
        }

        return highest;
    }

    /// <summary>Those above normal; of the same level the first is named.</summary>
    static List<StandingGround> Grounds(IncineratorState state, BeijingTime now, Policy policy)
    {
        var grounds = new List<StandingGround>();
        BeijingTime day = state.NewestDay;
        StandingGround[] today = state.Today == default ? [] : OfDay(state, state.Today, day, policy);
        StandingGround[] before = state.Yesterday == default ? [] : OfDay(state, state.Yesterday, After(day, -1), policy);
        AddOf(today, FurnaceCause.Temperature);
        AddOf(before, FurnaceCause.Temperature);
        AddOf(today, FurnaceCause.Day);
        AddOf(before, FurnaceCause.Day);
        foreach (ref readonly SampleOver over in Samples(state))
        {
            if (now < over.End)
                Add(Sampled(over, policy));
        }

        AddOf(today, FurnaceCause.Hour);
        if (state.IsMonthFound)
        {
            BeijingTime month = FurnaceMonth.StartFor(day);
            Add(new(
                policy.Furnace.MonthReached, new(FurnaceCause.Month, default, month), FurnaceMonth.EndFor(month),
                $"{state.EmissionDaysInMonth} exceedance days in the month"));
        }

        if (MaintenanceOf(state) is { } found)
            Add(new(found.Level, new(FurnaceCause.Maintenance, default, found.WindowStart), found.WindowEnd, found.Reason));
        AddOf(today, FurnaceCause.LowSlots);
        return grounds;

        void AddOf(StandingGround[] day, FurnaceCause cause)
        {
            foreach (StandingGround ground in day)
            {
                if (ground.Ground.Cause == cause)
                    Add(ground);
            }
        }

        void Add(StandingGround ground)
        {
            if (ground.Level > EscalationLevel.Normal)
                grounds.Add(ground);
        }
    }

    /// <summary>What a day may be a ground of, at normal where it is none: on the next day too where it decides.</summary>
    static StandingGround[] OfDay(IncineratorState state, DaySummary summary, BeijingTime day, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        BeijingTime end = After(day, 1), endOfNext = After(day, 2);
        string low = summary.Low > 0 ? LowSlots(summary, day, state.PolicyOf(day, policy).Furnace) : "";
        EscalationLevel near = summary.Low >= furnace.WarningLowSlots ? EscalationLevel.Warning
            : summary.Low >= furnace.NoticeLowSlots ? EscalationLevel.Notice
            : EscalationLevel.Normal;
        return
        [
            Ground(summary.IsViolated, furnace.Violation, new(FurnaceCause.Temperature, default, day), endOfNext, low),
            Ground(
                summary.DaysOver > 0, policy.Levels.DayOver, new(FurnaceCause.Day, summary.DayFactor, day), endOfNext,
                summary.DaysOver > 0 ? Over(summary.DayFactor, "daily", day) : ""),
            Ground(
                summary.HoursOver > 0, policy.Levels.HourOver, new(FurnaceCause.Hour, summary.HourFactor, day), end,
                summary.HoursOver > 0 ? Over(summary.HourFactor, "hourly", day) : ""),
            new(near, new(FurnaceCause.LowSlots, default, day), end, low),
        ];

        static StandingGround Ground(
            bool stands, EscalationLevel level, FurnaceGround ground, BeijingTime until, string reason) =>
            new(stands ? level : EscalationLevel.Normal, ground, until, reason);
    }

    /// <summary>What is in force on the quarter of the newest day, whose year stays in memory.</summary>
    static Finding? MaintenanceOf(IncineratorState state) =>
        state.NewestDay.IsSet
        && state.Pages.Find(new PageId(PageKind.Year, FurnaceYear.StartFor(state.NewestDay))) is FurnaceYear year
            ? year.Own.Find(FurnaceRules.Maintenance, default, MaintenanceRule.QuarterOf(state.NewestDay))
            : null;

    static StandingGround Sampled(SampleOver over, Policy policy) => new(
        policy.Points.Manual.Level, new(FurnaceCause.Sample, over.Factor, over.Hour), over.End,
        $"{over.Factor} over its hourly limit by a sample on {Date(over.Hour)}");

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
