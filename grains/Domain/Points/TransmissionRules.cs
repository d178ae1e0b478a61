using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The rates of one factor and day as the national platform computes them (API V1.6, 2.6): stop periods leave the
/// denominator; COD, ammonia, phosphorus and nitrogen may miss one hour a day for the automatic check with a standard,
/// which then counts as nothing missing.
/// </summary>
public static class TransmissionRules
{
    public const int MinutesPerDay = 1440;

    public static TransmissionCounts OfDay(ReadOnlySpan<HourCount> hours, FactorCode factor, TransmissionPolicy policy)
    {
        int stopped = 0, received = 0, valid = 0, onTime = 0, onTimeValid = 0;
        foreach (ref readonly HourCount hour in hours)
        {
            stopped += hour.Stopped;
            received += hour.Received;
            valid += hour.Valid;
            onTime += hour.OnTime;
            onTimeValid += hour.OnTimeValid;
        }

        int tolerated = IsTolerated(factor, policy) ? policy.ToleratedMinutes : 0;
        int expected = MinutesPerDay - stopped;
        return new TransmissionCounts(
            Count(expected, received, valid, tolerated), Count(expected, onTime, onTimeValid, tolerated));
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
