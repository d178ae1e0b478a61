using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>The 24-hour limit of a pollutant of a furnace.</summary>
public readonly record struct FurnaceLimit(FactorCode Factor, decimal Day, string Clause);

/// <summary>
/// The daily limits of the policy for incinerator flue gas, in force on the day of the data and in the region of the
/// furnace; of several for a pollutant the strictest.
/// </summary>
public static class FurnaceLimits
{
    /// <param name="furnace">Null for a furnace that is not registered: no regional limit holds for it.</param>
    public static List<FurnaceLimit> Of(Policy policy, IncineratorRecord? furnace, BeijingTime day)
    {
        var limits = new List<FurnaceLimit>();
        foreach (PolicyLimit limit in policy.Limits)
        {
            if (!limit.Day.HasValue || !limit.HoldsAt(day) || !IsFor(limit, furnace))
                continue;
            var found = new FurnaceLimit(limit.Factor, limit.Day.Value, limit.Clause);
            int same = limits.FindIndex(one => one.Factor == limit.Factor);
            if (same < 0)
                limits.Add(found);
            else if (found.Day < limits[same].Day)
                limits[same] = found;
        }

        return limits;
    }

    static bool IsFor(PolicyLimit limit, IncineratorRecord? furnace) =>
        limit.Kinds.AsSpan().Contains(PointKind.IncineratorFlueGas)
        && limit.Industries.Count == 0
        && (limit.Systems.Count == 0
            || (furnace is not null && limit.Systems.AsSpan().Contains(furnace.EmissionPoint.St)))
        && (limit.Region is not { } region || (furnace is not null && region.Covers(furnace.Region)));
}
