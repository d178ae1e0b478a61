using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Takes uploads of instants (CN 2011): last values, the sums of their minute and of their hour.</summary>
static class Instants
{
    public static void Take(
        PointState state, in TwinEntry entry, Observation observation, Policy policy, EffectList effects)
    {
        BeijingTime at = observation.DataTime;
        HourPage page = state.HourPageOf(at);
        bool counts = page.Remember(Fingerprint.Of(observation));
        if (!counts)
            state.Conflicts++;
        page.Touch(entry.Sequence, entry.ArrivedAt);
        state.Reserve(observation.Readings.Length);
        if (at > state.LastDataTime)
            state.LastDataTime = at;
        OpenMinute(state, at.StartOfMinute);
        int minute = at.SecondOfDay / BeijingTime.SecondsPerMinute % 60;
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int index = state.IndexOf(reading.Factor);
            ref FactorState factor = ref state.Factors[index];
            if (!reading.Word.IsEmpty)
                TellCondition(state, in reading, at, effects);
            if (counts && at >= factor.LastAt)
            {
                factor.LastAt = at;
                factor.Last = reading.Value;
                factor.LastConverted = reading.Converted;
                factor.LastFlag = reading.Flag;
            }

            if (!counts)
                continue;
            bool isValid =
                Plausibility.Of(reading.Factor, reading.Value, reading.Flag, policy.Points.Validity) == VoidCause.None;
            page.SumsOf(index).Add(minute, reading.Value, reading.Converted, isValid);
            AddToMinute(state, ref factor, at.StartOfMinute, in reading, isValid);
            if (isValid && at >= state.OpenHour && !factor.OverThisHour)
                factor.OverThisHour = IsOver(state, in reading, at, policy);
        }

        if (counts)
            FurnaceTemperatures.Take(state, page, observation, minutes: 0, policy, effects);
    }

    static void OpenMinute(PointState state, BeijingTime minute)
    {
        if (minute <= state.NewestMinute)
            return;
        bool next = minute.UnixSeconds - state.NewestMinute.UnixSeconds == BeijingTime.SecondsPerMinute;
        foreach (ref FactorState factor in state.Factors)
        {
            factor.MinuteBefore = next ? factor.NewestMinute : default;
            factor.NewestMinute = default;
        }

        state.NewestMinute = minute;
    }

    static void AddToMinute(
        PointState state, ref FactorState factor, BeijingTime minute, in Reading reading, bool isValid)
    {
        if (minute == state.NewestMinute)
            Add(ref factor.NewestMinute, isValid, reading.Value);
        else if (state.NewestMinute.UnixSeconds - minute.UnixSeconds == BeijingTime.SecondsPerMinute)
            Add(ref factor.MinuteBefore, isValid, reading.Value);
    }

    static bool IsOver(PointState state, in Reading reading, BeijingTime at, Policy policy)
    {
        PointLimit limit = PointLimit.Of(state, policy, reading.Factor, LimitPeriod.Hour, at);
        return limit.IsBrokenBy(
            reading.Converted.HasValue ? reading.Converted : reading.Value, policy.Points.Validity.Rounding);
    }

    static void Add(ref ExactSum sum, bool isValid, Exact value)
    {
        if (isValid)
            sum.Add(value);
        else
            sum.AddVoid();
    }

    static void TellCondition(PointState state, in Reading reading, BeijingTime at, EffectList effects)
    {
        if (state.Registration?.Incinerator is { } incinerator)
            effects.Tell(TwinName.Of(incinerator), new ConditionTold(reading.Factor, reading.Word, at));
    }
}
