namespace Qianliyan.Domain.Registry;

/// <summary>A furnace (焚烧炉) as registered, with the points that measure it.</summary>
[GenerateSerializer, Immutable, Alias("qly.IncineratorRecord")]
public sealed record IncineratorRecord : RegistryRecord
{
    [Id(0)]
    public required IncineratorId Id { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    [Id(2)]
    public required EnterpriseId Enterprise { get; init; }

    /// <summary>The county; a city where the county is not known.</summary>
    [Id(3)]
    public required RegionCode Region { get; init; }

    /// <summary>The flue gas outlet (烟气排放口).</summary>
    [Id(4)]
    public required PointId EmissionPoint { get; init; }

    /// <summary>The point that sends the furnace temperature (炉膛温度); often the emission point itself.</summary>
    [Id(5)]
    public required PointId TemperaturePoint { get; init; }

    public override TwinName Twin => TwinName.Of(Id);

    public override RegionCode Place => Region;

    /// <summary>A temperature that came from the former emission point comes from the new one.</summary>
    public override RegistryRecord Over(RegistryRecord former, RegistryFields said) =>
        said.HasFlag(RegistryFields.TemperaturePoint)
        || former is not IncineratorRecord furnace
        || furnace.TemperaturePoint == furnace.EmissionPoint
            ? this
            : this with { TemperaturePoint = furnace.TemperaturePoint };
}
