using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The level a point stands at: the highest of what the instants of the open hour, the closed hours of its newest day,
/// its last two days, samples over their limits and its link lead to. It rises at once and falls only when its clean
/// period is over; silence ends with the next word of the device.
/// </summary>
static class PointLevels
{
    public static void Update(PointState state, BeijingTime now, Policy policy)
    {
        var ground = Highest(state, now, policy);
        if (ground.Level > EscalationLevel.Normal && ground.Cause != PointCause.Silent)
            (state.Hold ??= new LevelHold()).Found(ground.Level, now, ground.Cause, ground.Factor);
        var (level, cause, factor) = Standing(state, ground, now, policy);
        state.IsHeld = level > ground.Level;
        if (level == EscalationLevel.Normal)
            state.Hold = null;
        ForgetSamples(state, now, policy);
        if (!state.LevelSince.IsSet)
            state.LevelSince = now;
        if (level == state.Level && cause == state.Cause && factor == state.CauseFactor)
            return;
        if (level != state.Level)
        {
            state.Level = level;
            state.LevelSince = now;
            state.Acknowledged?.Reach(level);
        }

        state.Cause = cause;
        state.CauseFactor = factor;
    }

    /// <summary>Whether the ground or the clean period of the level is over by the clock alone.</summary>
    public static bool Falls(PointState state, BeijingTime now, Policy policy)
    {
        if (!state.IsHeld && state.SamplesOver is null)
            return false;
        var ground = Highest(state, now, policy);
        EscalationLevel standing = Standing(state, ground, now, policy).Level;
        return standing != state.Level || standing > ground.Level != state.IsHeld;
    }

    /// <summary>
    /// The last hour of a day closes when the next day has begun: a mean over its limit is a ground at that time alone.
    /// </summary>
    public static void TakeLastHour(PointState state, FactorCode factor, BeijingTime now, Policy policy) =>
        (state.Hold ??= new LevelHold()).Found(policy.Levels.HourOver, now, PointCause.Hour, factor);

    /// <summary>
    /// A day is over its limit no more: what it alone was the ground of is kept for nothing. What was over on other days stays
    /// a ground to the end of the day after them.
    /// </summary>
    public static void TakeBackDay(PointState state, FactorCode factor, Policy policy)
    {
        EscalationLevel level = policy.Levels.DayOver;
        if (state.Hold?.GroundOf(level) is not { Cause: PointCause.Day } ground || ground.Factor != factor)
            return;
        int newest = 0;
        FactorCode of = default;
        foreach (ref readonly FactorState other in state.Factors)
        {
            int last = other.DaysOver.NewestBefore(ground.At.DayNumber + 1);
            if (last > newest || (last == newest && last > 0 && other.Code < of))
                (newest, of) = (last, other.Code);
        }

        state.Hold.TakeBack(level);
        if (newest == 0)
            return;
        BeijingTime end = BeijingTime.StartOf(newest + 2);
        state.Hold.Found(level, ground.At < end ? ground.At : end, PointCause.Day, of);
    }

    /// <summary>Follows the verdict on an hour that was decided by a sample, or is no more.</summary>
    /// <param name="over">The hour is over its limit by a sample that prevails.</param>
    public static void TakeSample(
        PointState state, FactorCode factor, BeijingTime hour, bool over, BeijingTime now, Policy policy)
    {
        if (over)
        {
            (state.SamplesOver ??= new SamplesOver()).Put(new SampleOver(hour, factor, now));
            return;
        }

        if (state.SamplesOver?.Remove(hour, factor) is not { } held)
            return;
        BeijingTime last = now < held.End ? now : held.End;
        (state.Hold ??= new LevelHold()).Found(policy.Points.Manual.Level, last, PointCause.Sample, factor);
    }

    static (EscalationLevel Level, PointCause Cause, FactorCode Factor) Standing(
        PointState state, (EscalationLevel Level, PointCause Cause, FactorCode Factor) ground, BeijingTime now,
        Policy policy)
    {
        var standing = state.Hold?.Above(ground.Level, now, policy.Levels.CleanHours) ?? ground;
        EscalationLevel ofSamples = policy.Points.Manual.Level;
        foreach (ref readonly SampleOver over in Samples(state))
        {
            if (ofSamples > standing.Level && over.End <= now && now < CleanAfter(in over, policy))
                standing = (ofSamples, PointCause.Sample, over.Factor);
        }

        return standing;
    }

    static ReadOnlySpan<SampleOver> Samples(PointState state) => state.SamplesOver is { } samples ? samples.All : default;

    static void ForgetSamples(PointState state, BeijingTime now, Policy policy)
    {
        if (state.SamplesOver is not { } samples)
            return;
        samples.ForgetUntil(now.AddSeconds(-CleanSeconds(policy)));
        if (samples.All.IsEmpty)
            state.SamplesOver = null;
    }

    static BeijingTime CleanAfter(in SampleOver over, Policy policy) => over.End.AddSeconds(CleanSeconds(policy));

    static long CleanSeconds(Policy policy) =>
        policy.Levels.CleanHours.Of(policy.Points.Manual.Level) * (long)BeijingTime.SecondsPerHour;

    static (EscalationLevel Level, PointCause Cause, FactorCode Factor) Highest(
        PointState state, BeijingTime now, Policy policy)
    {
        LevelPolicy levels = policy.Levels;
        var highest = (Level: EscalationLevel.Normal, Cause: PointCause.None, Factor: default(FactorCode));
        if (state.Link == LinkState.Silent && levels.Silent > EscalationLevel.Normal)
            highest = (levels.Silent, PointCause.Silent, default);
        int today = state.OpenHour.IsSet ? state.OpenHour.DayNumber : 0;
        foreach (ref readonly FactorState factor in state.Factors)
        {
            if (factor.DaysOver.Contains(today) || factor.DaysOver.Contains(today - 1))
                Raise(ref highest, levels.DayOver, PointCause.Day, factor.Code);
            if (factor.HoursOverToday > 0)
                Raise(ref highest, levels.HourOver, PointCause.Hour, factor.Code);
            if (factor.OverThisHour)
                Raise(ref highest, levels.RealTimeOver, PointCause.Instant, factor.Code);
        }

        foreach (ref readonly SampleOver over in Samples(state))
        {
            if (now < over.End)
                Raise(ref highest, policy.Points.Manual.Level, PointCause.Sample, over.Factor);
        }

        return highest;
    }

    /// <remarks>
    /// Ties go to silence, then to a sample, then to the longer window, then to the lower code: never to what came first.
    /// </remarks>
    static void Raise(
        ref (EscalationLevel Level, PointCause Cause, FactorCode Factor) highest,
        EscalationLevel level, PointCause cause, FactorCode factor)
    {
        bool wins = level != highest.Level ? level > highest.Level
            : highest.Cause is not (PointCause.None or PointCause.Silent)
                && (cause > highest.Cause || (cause == highest.Cause && factor < highest.Factor));
        if (wins)
            highest = (level, cause, factor);
    }
}
