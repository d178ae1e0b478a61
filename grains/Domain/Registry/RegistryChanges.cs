namespace Qianliyan.Domain.Registry;

/// <summary>
/// What becomes of a point that is registered anew as another kind, or with another furnace or enterprise: each holds from the
/// registration on, and what was judged before stays.
/// </summary>
static class RegistryChanges
{
    /// <param name="point">As it is to be registered.</param>
    /// <param name="former">As it was registered before.</param>
    /// <param name="find">What the registry has of a twin, the same import included; null where it has nothing.</param>
    public static IEnumerable<ReferenceFault> Of(
        PointRecord point, PointRecord former, Func<TwinName, RegistryRecord?> find)
    {
        if (point.Kind != former.Kind)
        {
            yield return new(
                "kind", Words(point.Kind),
                $"is another kind than before, {Words(former.Kind)}: limits of the policy are those of the new kind from now on");
        }

        if (former.Enterprise is { } owner && owner != point.Enterprise)
        {
            yield return new(
                "enterprise", $"{point.Enterprise}",
                $"is not the enterprise of before: the point leaves {owner}, which keeps what it was told and hears nothing more"
                + (IsMeterOf(point.Id, owner, find) ? "; its relations of devices are judged no more" : ""));
        }

        if (former.Incinerator is { } left && left != point.Incinerator)
            yield return new("incinerator", $"{point.Incinerator}", Left(point, left, find));
    }

    static string Left(PointRecord point, IncineratorId left, Func<TwinName, RegistryRecord?> find)
    {
        string leaves = $"is not the furnace of before: the point leaves {left}";
        if (find(TwinName.Of(left)) is not IncineratorRecord furnace)
            return leaves;
        bool isEmission = furnace.EmissionPoint == point.Id, isTemperature = furnace.TemperaturePoint == point.Id;
        string silent = isEmission ? $", whose emission point it is: {left} is not judged"
            : isTemperature ? $", whose temperature point it is: {left} learns no temperature"
            : ", which hears nothing more of it";
        bool isClaimed = point.Incinerator is { } next
            && find(TwinName.Of(next)) is IncineratorRecord other
            && (other.EmissionPoint == point.Id || other.TemperaturePoint == point.Id);
        return leaves + silent + (point.Incinerator is { } unclaiming && !isClaimed
            ? $"; {unclaiming} names it neither as emission point nor as temperature point"
            : "");
    }

    static bool IsMeterOf(PointId point, EnterpriseId owner, Func<TwinName, RegistryRecord?> find) =>
        find(TwinName.Of(owner)) is EnterpriseRecord enterprise
        && enterprise.Relations.Any(relation => relation.Production.Point == point || relation.Treatment.Point == point);

    /// <summary>As a registry file names it.</summary>
    static string Words(PointKind kind) => kind switch
    {
        PointKind.FlueGas => "flue_gas",
        PointKind.WasteWater => "waste_water",
        PointKind.AmbientAir => "ambient_air",
        PointKind.MicroStation => "micro_station",
        PointKind.IncineratorFlueGas => "incinerator_flue_gas",
        PointKind.Electricity => "electricity",
        _ => "other",
    };
}
