using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The rates of one factor and day as the national platform computes them (API V1.6, 2.6): stop periods, by flag F or
/// by a mark of the furnace, and silence that marks explain leave the denominator; COD, ammonia, phosphorus and nitrogen may miss one hour a day for the
/// automatic check with a standard, which then counts as nothing missing.
/// </summary>
public static class TransmissionRules
{
    /// <summary>Of a day without marks.</summary>
    public static TransmissionCounts OfDay(
        ReadOnlySpan<HourCount> hours, FactorCode factor, TransmissionPolicy policy) =>
        OfDay(hours, factor, policy, voidHours: 0, excused: [], stopped: []);

    /// <param name="hours">What came, hour by hour.</param>
    /// <param name="factor">Of the day.</param>
    /// <param name="policy">What is tolerated.</param>
    /// <param name="voidHours">Hours that are void by marks, a bit each: what came is not valid.</param>
    /// <param name="excused">
    /// Minutes of each hour for which marks explain that nothing came; empty without. As many of the missing minutes are
    /// as if never expected.
    /// </param>
    /// <param name="stopped">
    /// Minutes of each hour in which the furnace stood still by its marks; empty without. Nothing is due of them, and what came
    /// is not counted: of an hour that is marked in part, what did not come first, then what is not valid. Minutes with flag F
    /// are of the same time.
    /// </param>
    public static TransmissionCounts OfDay(
        ReadOnlySpan<HourCount> hours, FactorCode factor, TransmissionPolicy policy, uint voidHours,
        ReadOnlySpan<byte> excused, ReadOnlySpan<byte> stopped)
    {
        int notDue = 0, received = 0, valid = 0, onTime = 0, onTimeValid = 0, missed = 0, missedOnTime = 0;
        for (int i = 0; i < hours.Length; i++)
        {
            HourCount hour = stopped.IsEmpty ? hours[i] : Without(hours[i], stopped[i]);
            bool isVoid = (voidHours >> i & 1) != 0;
            notDue += hour.Stopped;
            received += hour.Received;
            valid += isVoid ? 0 : hour.Valid;
            onTime += hour.OnTime;
            onTimeValid += isVoid ? 0 : hour.OnTimeValid;
            if (excused.IsEmpty)
                continue;
            int due = BeijingTime.MinutesPerHour - hour.Stopped;
            missed += Math.Clamp(due - hour.Received, 0, excused[i]);
            missedOnTime += Math.Clamp(due - hour.OnTime, 0, excused[i]);
        }

        int tolerated = IsTolerated(factor, policy) ? policy.ToleratedMinutes : 0;
        int expected = BeijingTime.MinutesPerDay - notDue;
        return new TransmissionCounts(
            Count(expected - missed, received, valid, tolerated),
            Count(expected - missedOnTime, onTime, onTimeValid, tolerated));
    }

    /// <summary>Strictly below the minimum; a day without expectation has no rate.</summary>
    public static bool IsLow(TransmissionCounts counts, TransmissionPolicy policy) =>
        RateOf(counts, policy) is { } rate && rate < policy.Minimum;

    /// <summary>The rate that the policy judges.</summary>
    public static decimal? RateOf(TransmissionCounts counts, TransmissionPolicy policy)
    {
        TransmissionCount count = policy.Version == TransmissionVersion.Completed ? counts.Completed : counts.OnTime;
        return policy.Rate == TransmissionRateKind.Effective ? count.Effective : count.Transmission;
    }

    static HourCount Without(HourCount hour, byte stopped)
    {
        if (stopped <= hour.Stopped)
            return hour;
        byte due = (byte)(BeijingTime.MinutesPerHour - stopped);
        return hour with
        {
            Stopped = stopped,
            Received = Math.Min(hour.Received, due),
            Valid = Math.Min(hour.Valid, due),
            OnTime = Math.Min(hour.OnTime, due),
            OnTimeValid = Math.Min(hour.OnTimeValid, due),
        };
    }

    /// <summary>Up to the tolerated minutes missing are as if never expected; more are missing in full.</summary>
    static TransmissionCount Count(int expected, int received, int valid, int tolerated)
    {
        int missing = expected - received;
        return new TransmissionCount(missing > 0 && missing <= tolerated ? received : expected, received, valid);
    }

    static bool IsTolerated(FactorCode factor, TransmissionPolicy policy)
    {
        foreach (FactorCode tolerated in policy.ToleratedFactors)
        {
            if (tolerated == factor)
                return true;
        }

        return false;
    }
}
