using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>The limit of a pollutant of a furnace for a mean of some period, mg/m3.</summary>
public readonly record struct FurnaceLimit(FactorCode Factor, decimal Upper, string Clause)
{
    /// <summary>How it follows from a limit at another reference oxygen; null where it is as written.</summary>
    public LimitConversion? Conversion { get; init; }

    /// <summary>The arithmetic of the conversion in words; empty without one.</summary>
    public string ConversionWords => Conversion is { } conversion ? $"; {conversion.Words}" : "";
}

/// <summary>
/// The hourly or daily limits of a furnace: for each pollutant that the policy limits in incinerator flue gas the strictest
/// of those that hold in the region of the furnace, of those that hold for its outlet, and of the one registered there
/// (从严), all at the reference oxygen of the outlet, which its means are converted to, as in force on the day of the data.
/// </summary>
public static class FurnaceLimits
{
    /// <param name="furnace">Null for a furnace that is not registered: no regional limit holds for it.</param>
    /// <param name="outlet">Its emission point; null while that has told nothing of itself.</param>
    public static List<FurnaceLimit> Of(
        Policy policy, IncineratorRecord? furnace, PointRecord? outlet, LimitPeriod period, BeijingTime day)
    {
        var limits = new List<FurnaceLimit>();
        foreach (PolicyLimit limit in policy.Limits)
        {
            if (!IsFor(limit, furnace?.EmissionPoint.St, furnace?.Region, period, day))
                continue;
            Exact written = limit.BoundOf(period);
            LimitConversion? conversion = LimitConversion.Of(
                written, limit.ReferenceOxygen, ReferenceOf(policy, furnace, outlet, limit.Factor, day),
                policy.Oxygen.AirPercent);
            var found = new FurnaceLimit(limit.Factor, (conversion?.Converted ?? written).Value, limit.Clause)
            {
                Conversion = conversion,
            };
            int same = limits.FindIndex(one => one.Factor == limit.Factor);
            if (same < 0)
                limits.Add(found);
            else if (found.Upper < limits[same].Upper)
                limits[same] = found;
        }

        for (int i = 0; outlet is not null && i < limits.Count; i++)
        {
            PointLimit own = PointLimit.Of(outlet.Twin, outlet, policy, limits[i].Factor, period, day);
            if (own.Upper.HasValue && own.Upper.Value < limits[i].Upper)
                limits[i] = new FurnaceLimit(limits[i].Factor, own.Upper.Value, own.UpperClause ?? "")
                {
                    Conversion = own.Conversion,
                };
        }

        return limits;
    }

    /// <summary>
    /// That of the outlet; of one that has told nothing of itself, that of the first limit for its furnace that names one.
    /// </summary>
    static Exact ReferenceOf(
        Policy policy, IncineratorRecord? furnace, PointRecord? outlet, FactorCode factor, BeijingTime day)
    {
        if (outlet is not null
            && PointLimit.ReferenceOxygenOf(outlet.Twin, outlet, policy, factor, day) is { HasValue: true } own)
        {
            return own;
        }

        foreach (PolicyLimit limit in policy.Limits.Of(factor))
        {
            if (limit.ReferenceOxygen.HasValue
                && (IsFor(limit, furnace?.EmissionPoint.St, furnace?.Region, LimitPeriod.Day, day)
                    || IsFor(limit, furnace?.EmissionPoint.St, furnace?.Region, LimitPeriod.Hour, day)))
            {
                return limit.ReferenceOxygen;
            }
        }

        return Exact.None;
    }

    /// <summary>Whether a furnace judges the daily means of a pollutant at its outlet.</summary>
    public static bool Has(Policy policy, FactorCode factor, PointRecord outlet, BeijingTime day)
    {
        foreach (PolicyLimit limit in policy.Limits.Of(factor))
        {
            if (IsFor(limit, outlet.Id.St, outlet.Region, LimitPeriod.Day, day))
                return true;
        }

        return false;
    }

    static bool IsFor(
        PolicyLimit limit, string? system, RegionCode? place, LimitPeriod period, BeijingTime day) =>
        limit.BoundOf(period).HasValue
        && limit.HoldsAt(day)
        && limit.Kinds.AsSpan().Contains(PointKind.IncineratorFlueGas)
        && limit.Industries.Count == 0
        && (limit.Systems.Count == 0 || (system is not null && limit.Systems.AsSpan().Contains(system)))
        && (limit.Region is not { } region || (place is { } code && region.Covers(code)));
}
