using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The rates of one factor and day as the national platform computes them (API V1.6, 2.6): stop periods, and silence
/// that marks explain, leave the denominator; COD, ammonia, phosphorus and nitrogen may miss one hour a day for the
/// automatic check with a standard, which then counts as nothing missing.
/// </summary>
public static class TransmissionRules
{
    public const int MinutesPerDay = 1440;

    /// <summary>Of a day without marks.</summary>
    public static TransmissionCounts OfDay(
        ReadOnlySpan<HourCount> hours, FactorCode factor, TransmissionPolicy policy) =>
        OfDay(hours, factor, policy, voidHours: 0, excused: []);

    /// <param name="hours">What came, hour by hour.</param>
    /// <param name="factor">Of the day.</param>
    /// <param name="policy">What is tolerated.</param>
    /// <param name="voidHours">Hours that are void by marks, a bit each: what came is not valid.</param>
    /// <param name="excused">
    /// Minutes of each hour for which marks explain that nothing came; empty without. As many of the missing minutes are
    /// as if never expected.
    /// </param>
    public static TransmissionCounts OfDay(
        ReadOnlySpan<HourCount> hours, FactorCode factor, TransmissionPolicy policy, uint voidHours,
        ReadOnlySpan<byte> excused)
    {
        int stopped = 0, received = 0, valid = 0, onTime = 0, onTimeValid = 0, missed = 0, missedOnTime = 0;
        for (int i = 0; i < hours.Length; i++)
        {
            ref readonly HourCount hour = ref hours[i];
            bool isVoid = (voidHours >> i & 1) != 0;
            stopped += hour.Stopped;
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
        int expected = MinutesPerDay - stopped;
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
