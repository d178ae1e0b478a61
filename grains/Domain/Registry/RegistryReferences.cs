using System.Globalization;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// What a record refers to and what stands there: nothing is refused for it, as what is missing may be registered later,
/// and without a word of it a rule would stay silent unnoticed.
/// </summary>
public static class RegistryReferences
{
    /// <param name="furnace">As it is to be registered.</param>
    /// <param name="find">What the registry has of a twin, the same import included; null where it has nothing.</param>
    /// <param name="policy">In force where the furnace stands.</param>
    /// <param name="day">On which limits must hold.</param>
    public static IEnumerable<ReferenceFault> Of(
        IncineratorRecord furnace, Func<TwinName, RegistryRecord?> find, Policy policy, BeijingTime day)
    {
        if (OfEnterprise(furnace.Enterprise, find) is { } ofEnterprise)
            yield return ofEnterprise;
        string emission = furnace.EmissionPoint.ToString(), judged = $"furnace {furnace.Id} is not judged";
        var outlet = find(TwinName.Of(furnace.EmissionPoint)) as PointRecord;
        if (outlet is null)
        {
            yield return new("emission_point", emission, $"is no registered point: until it is, {judged}");
        }
        else
        {
            if (outlet.Incinerator != furnace.Id)
                yield return new("emission_point", emission, $"belongs to {OwnerOf(outlet)}: {judged}");
            if (outlet.Enterprise != furnace.Enterprise)
                yield return new("emission_point", emission, $"is of {EnterpriseOf(outlet)}, not of {furnace.Enterprise}");
            if (LacksPollutants(furnace, outlet, policy, day))
                yield return new("emission_point", emission, $"has no limit of a pollutant that furnace {furnace.Id} is judged by");
        }

        if (furnace.TemperaturePoint == furnace.EmissionPoint)
            yield break;
        string silent = $"furnace {furnace.Id} learns no temperature of it";
        var chamber = find(TwinName.Of(furnace.TemperaturePoint)) as PointRecord;
        if (chamber is null)
            yield return new("temperature_point", $"{furnace.TemperaturePoint}", $"is no registered point: until it is, {silent}");
        else if (chamber.Incinerator != furnace.Id)
            yield return new("temperature_point", $"{furnace.TemperaturePoint}", $"belongs to {OwnerOf(chamber)}: {silent}");
    }

    /// <param name="point">As it is to be registered.</param>
    /// <param name="former">As it was registered before; null of a new one.</param>
    /// <param name="find">What the registry has of a twin, the same import included; null where it has nothing.</param>
    public static IEnumerable<ReferenceFault> Of(
        PointRecord point, PointRecord? former, Func<TwinName, RegistryRecord?> find)
    {
        if (point.Enterprise is { } enterprise && OfEnterprise(enterprise, find) is { } ofEnterprise)
            yield return ofEnterprise;
        if (point.Incinerator is { } named)
        {
            var furnace = find(TwinName.Of(named)) as IncineratorRecord;
            if (furnace is null)
                yield return new("incinerator", $"{named}", "is no registered furnace: until it is, nobody hears the point as one of it");
            else if (furnace.Enterprise != point.Enterprise)
                yield return new("incinerator", $"{named}", $"is of {furnace.Enterprise}, the point is of {EnterpriseOf(point)}");
        }

        if (former is null)
            yield break;
        foreach (ReferenceFault change in RegistryChanges.Of(point, former, find))
            yield return change;
    }

    /// <summary>
    /// Standards whose limits are written for another reference oxygen (基准氧含量) than the point is registered with. A point may
    /// have its own, as a permit sets it; a wrong one makes of every mean another figure.
    /// </summary>
    /// <param name="point">As it is to be registered.</param>
    /// <param name="policy">In force where the point stands.</param>
    /// <param name="day">On which limits must hold.</param>
    public static IEnumerable<ReferenceFault> OfOxygen(PointRecord point, Policy policy, BeijingTime day)
    {
        var named = new HashSet<(string Clause, Exact Oxygen)>();
        foreach (PolicyLimit limit in policy.Limits)
        {
            if (PointLimit.AtOtherOxygen(point.Twin, point, policy, limit.Factor, day) is not { } other
                || !named.Add((other.Clause, other.ReferenceOxygen)))
            {
                continue;
            }

            string then = policy.Oxygen.OtherReference == OtherReference.Convert
                ? "they are converted to that of the point"
                : "they do not hold for the point";
            string own = point.Limits.Count > 0 ? "; its registered limits are taken as written for it" : "";
            yield return new(
                "reference_oxygen", $"{point.ReferenceOxygen}",
                $"is not the {other.ReferenceOxygen} % of oxygen that the limits of {other.Clause} are written for: {then}{own}");
        }
    }

    /// <summary>Limits that are dated back over more days than a twin judges again.</summary>
    /// <param name="point">As it is to be registered.</param>
    /// <param name="former">As it was registered before.</param>
    /// <param name="now">Not before the newest day that the point knows.</param>
    public static IEnumerable<ReferenceFault> OfDatedLimits(PointRecord point, PointRecord former, BeijingTime now) =>
        point.Limits.Except(former.Limits)
            .Where(limit => limit.ValidFrom is { } first && LimitsDatedOver.IsBeyond(first, now.DayNumber))
            .Select(limit => new ReferenceFault(
                "valid_from", string.Create(CultureInfo.InvariantCulture, $"{limit.ValidFrom:yyyy-MM-dd}"),
                $"dates a limit of {limit.Factor} back over more than the {PointMarking.MostDaysBack} days before the newest data, "
                + "which are judged again: days before them stay as they were judged until data come for them"));

    /// <param name="point">With a tag that names its like.</param>
    /// <param name="tag">See <see cref="LikeTagOf"/>.</param>
    /// <param name="others">Other points of its enterprise with the tag.</param>
    /// <param name="least">That a median is made of.</param>
    public static ReferenceFault? OfLike(PointRecord point, string tag, int others, int least) =>
        point.Enterprise is null ? new("tags", tag, "names its like, but the point is of no enterprise: it is held against nothing")
        : others < least
            ? new("tags", tag, $"has {Points(others)} of {point.Enterprise} beside it, and {least} are needed: it is held against nothing")
        : null;

    /// <summary>The first tag that makes the point one of a group of like outlets; null of a point that has no like.</summary>
    public static string? LikeTagOf(PointRecord point, DetectorPolicy policy)
    {
        foreach (string tag in point.Tags.AsSpan())
        {
            if (tag.StartsWith(policy.PeerGap.Tag, StringComparison.Ordinal))
                return tag;
        }

        return null;
    }

    /// <param name="enterprise">As it is to be registered.</param>
    /// <param name="find">What the registry has of a twin, the same import included; null where it has nothing.</param>
    public static IEnumerable<ReferenceFault> Of(EnterpriseRecord enterprise, Func<TwinName, RegistryRecord?> find)
    {
        var seen = new HashSet<DeviceId>();
        foreach (DeviceRelation relation in enterprise.Relations)
        {
            foreach (DeviceId device in (DeviceId[])[relation.Production, relation.Treatment])
            {
                if (!seen.Add(device))
                    continue;
                var meter = find(TwinName.Of(device.Point)) as PointRecord;
                if (meter is null)
                    yield return new("relations", $"{device}", "is of no registered point: until it is, the relation is not judged");
                else if (meter.Enterprise != enterprise.Id)
                    yield return new("relations", $"{device}", $"is of a point of {EnterpriseOf(meter)}: the relation is not judged");
            }
        }
    }

    static ReferenceFault? OfEnterprise(EnterpriseId enterprise, Func<TwinName, RegistryRecord?> find) =>
        find(TwinName.Of(enterprise)) is null
            ? new("enterprise", $"{enterprise}", "is no registered enterprise: until it is, it belongs to no region")
            : null;

    /// <summary>
    /// Whether limits are registered of the outlet, and none is of a pollutant that the policy limits in incinerator flue gas.
    /// </summary>
    static bool LacksPollutants(IncineratorRecord furnace, PointRecord outlet, Policy policy, BeijingTime day)
    {
        if (outlet.Limits.Count == 0)
            return outlet.Kind != PointKind.IncineratorFlueGas;
        var judged = FurnaceLimits.Of(policy, furnace, outlet: null, LimitPeriod.Day, day)
            .Concat(FurnaceLimits.Of(policy, furnace, outlet: null, LimitPeriod.Hour, day))
            .Select(limit => limit.Factor).ToHashSet();
        return !outlet.Limits.Any(limit => judged.Contains(limit.Factor));
    }

    static string Points(int count) => count == 1 ? "1 point" : $"{count} points";

    static string OwnerOf(PointRecord point) => point.Incinerator is { } other ? $"furnace {other}" : "no furnace";

    static string EnterpriseOf(PointRecord point) => point.Enterprise is { } owner ? $"enterprise {owner}" : "no enterprise";
}
