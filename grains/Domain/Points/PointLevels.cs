using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The level a point stands at: the highest of what the instants of the open hour, the closed hours of its newest day,
/// its last two days, samples over their limits and its link lead to. It rises at once and falls only when its clean
/// period is over; silence ends with the next word of the device. A mean that is over its limit no more, or counts no more,
/// was no ground: what stood on it alone falls at once.
/// </summary>
static class PointLevels
{
    public static void Update(PointState state, BeijingTime now, Policy policy)
    {
        var ground = Highest(state, now, policy);
        if (ground.Level > EscalationLevel.Normal)
            Remember(state, now, policy);
        var (level, cause, factor) = Standing(state, ground, now, policy);
        state.IsHeld = level > ground.Level;
        state.Hold?.Forget(now, policy.Levels.CleanHours);
        if (state.Hold is { IsEmpty: true })
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
    public static void TakeLastHour(PointState state, FactorCode factor, BeijingTime hour, BeijingTime now, Policy policy) =>
        Hold(state, policy.Levels.HourOver, new PointGround(PointCause.Hour, factor, hour), now);

    /// <summary>An hour is over its limit no more; another one of its day may be.</summary>
    public static void TakeBackHour(PointState state, FactorCode factor, FactorDay day, BeijingTime hour)
    {
        state.Hold?.TakeBack(new PointGround(PointCause.Hour, factor, hour));
        if (day.HoursFound == 0)
            state.Hold?.TakeBack(new PointGround(PointCause.Hour, factor, hour.StartOfDay));
    }

    /// <summary>
    /// A day is over its limit no more. What was over on other days stays a ground to the end of the day after them, also where
    /// the newer one was told first.
    /// </summary>
    public static void TakeBackDay(PointState state, FactorCode factor, BeijingTime day, Policy policy)
    {
        if (state.Hold?.TakeBack(new PointGround(PointCause.Day, factor, day)) is not { } last)
            return;
        foreach (ref readonly FactorState other in state.Factors)
        {
            int newest = other.DaysOver.NewestBefore(last.DayNumber + 1);
            if (newest == 0)
                continue;
            BeijingTime end = BeijingTime.StartOf(newest + 2);
            var ground = new PointGround(PointCause.Day, other.Code, BeijingTime.StartOf(newest));
            Hold(state, policy.Levels.DayOver, ground, last < end ? last : end);
        }
    }

    /// <summary>Follows the verdict on an hour that was decided by a sample, or is no more.</summary>
    /// <param name="over">The hour is over its limit by a sample that prevails.</param>
    public static void TakeSample(PointState state, FactorCode factor, BeijingTime hour, bool over, BeijingTime now)
    {
        if (over)
            (state.SamplesOver ??= new SamplesOver()).Put(new SampleOver(hour, factor, now));
        else
            state.SamplesOver?.Remove(hour, factor);
    }

    static void Hold(PointState state, EscalationLevel level, PointGround ground, BeijingTime at)
    {
        if (level > EscalationLevel.Normal)
            (state.Hold ??= new LevelHold<PointGround>()).Found(level, ground, at);
    }

    /// <summary>
    /// All that are grounds now, whatever stands higher, for that may be taken back; but those that silence stands above.
    /// Samples keep their own time.
    /// </summary>
    static void Remember(PointState state, BeijingTime now, Policy policy)
    {
        LevelPolicy levels = policy.Levels;
        EscalationLevel above = state.Link == LinkState.Silent ? levels.Silent : EscalationLevel.Normal;
        int today = state.OpenHour.IsSet ? state.OpenHour.DayNumber : 0;
        foreach (ref readonly FactorState factor in state.Factors)
        {
            for (int day = today - 1; day <= today && levels.DayOver > above; day++)
            {
                if (factor.DaysOver.Contains(day))
                    Hold(state, levels.DayOver, new PointGround(PointCause.Day, factor.Code, BeijingTime.StartOf(day)), now);
            }

            if (factor.HoursOverToday > 0 && levels.HourOver > above)
                Hold(state, levels.HourOver, new PointGround(PointCause.Hour, factor.Code, BeijingTime.StartOf(today)), now);
            if (factor.OverThisHour && levels.RealTimeOver > above)
                Hold(state, levels.RealTimeOver, new PointGround(PointCause.Instant, factor.Code, default), now);
        }
    }

    static (EscalationLevel Level, PointCause Cause, FactorCode Factor) Standing(
        PointState state, (EscalationLevel Level, PointCause Cause, FactorCode Factor) ground, BeijingTime now,
        Policy policy)
    {
        var standing = state.Hold?.Above(ground.Level, now, policy.Levels.CleanHours) is { } held
            ? (held.Level, held.Ground.Cause, held.Ground.Factor)
            : ground;
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
