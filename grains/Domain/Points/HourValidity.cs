using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>What came of one factor in one hour.</summary>
/// <param name="Counted">Minutes whose value counts.</param>
/// <param name="Guarded">Minutes void only because nothing can be converted at their oxygen.</param>
/// <param name="Normal">Values flagged normal, in the unit of <paramref name="Received"/>.</param>
/// <param name="Received">Minutes covered by records; instants, where no records came.</param>
public readonly record struct MinuteCounts(int Counted, int Guarded, int Normal, int Received);

/// <summary>
/// When an hourly mean counts: HJ 212-2017 annex D (at least 45 valid minutes) and the notes to C.16 to C.18
/// (flue gas: at least 75 % of the values below it normal; waste water: every one).
/// </summary>
public static class HourValidity
{
    public static VoidCause Of(MinuteCounts minutes, bool isWater, Policy policy)
    {
        int needed = policy.Means.HourMinutes;
        if (minutes.Counted < needed)
            return minutes.Counted + minutes.Guarded < needed ? VoidCause.TooFewMinutes : VoidCause.OxygenGuard;
        if (isWater)
            return minutes.Normal == minutes.Received ? VoidCause.None : VoidCause.FlagShare;
        bool enough = policy.Points.Validity.GasDenominator == GasDenominator.Received
            ? minutes.Normal >= policy.Means.GasNormalShare * minutes.Received
            : minutes.Counted + minutes.Guarded >= policy.Means.GasNormalShare * BeijingTime.MinutesPerHour;
        return enough ? VoidCause.None : VoidCause.FlagShare;
    }
}
