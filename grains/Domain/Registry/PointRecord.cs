using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>A monitoring point (监测点位) as registered: who owns it, where it stands, what holds for it.</summary>
[GenerateSerializer, Immutable, Alias("qly.PointRecord")]
public sealed record PointRecord : RegistryRecord
{
    [Id(0)]
    public required PointId Id { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    [Id(2)]
    public required PointKind Kind { get; init; }

    /// <summary>The county; a city where the county is not known.</summary>
    [Id(3)]
    public required RegionCode Region { get; init; }

    /// <summary>The owner; an ambient station has none.</summary>
    [Id(4)]
    public EnterpriseId? Enterprise { get; init; }

    /// <summary>The furnace the point belongs to.</summary>
    [Id(5)]
    public IncineratorId? Incinerator { get; init; }

    /// <summary>None when the registry does not know it: the point then belongs to no cell.</summary>
    [Id(6)]
    public Wgs84? Location { get; init; }

    /// <summary>The 500 m cell of <see cref="Location"/>; its <see cref="CellId.Coarse"/> is the 3 km cell.</summary>
    [Id(7)]
    public CellId? FineCell { get; init; }

    /// <summary>What the device must send; none means that any password passes.</summary>
    [Id(8)]
    public DevicePassword? Password { get; init; }

    /// <summary>Of one factor and period several may follow each other: <see cref="FactorLimit.ValidFrom"/>.</summary>
    [Id(9)]
    public ValueList<FactorLimit> Limits { get; init; }

    /// <summary>
    /// Reference oxygen (基准氧含量), percent by volume: 11 for incineration; none where nothing is converted.
    /// </summary>
    [Id(10)]
    public Exact ReferenceOxygen { get; init; }

    /// <summary>
    /// Minutes per minute-data interval (MinInterval), 10 by default; see <see cref="RegistryRules"/>.
    /// </summary>
    [Id(11)]
    public required int MinuteInterval { get; init; }

    [Id(12)]
    public ValueList<UnitOverride> Units { get; init; }

    [Id(13)]
    public ValueList<OldCode> OldCodes { get; init; }

    [Id(14)]
    public ValueList<string> Tags { get; init; }

    /// <summary>The 3 km cell of <see cref="Location"/>.</summary>
    public CellId? CoarseCell => FineCell?.Coarse;

    public override TwinName Twin => TwinName.Of(Id);

    public override RegionCode Place => Region;

    public override RegistryRecord Over(RegistryRecord former, RegistryFields said)
    {
        if (former is not PointRecord point)
            return this;
        bool isLocated = said.HasFlag(RegistryFields.Location);
        return this with
        {
            Enterprise = said.HasFlag(RegistryFields.Enterprise) ? Enterprise : point.Enterprise,
            Incinerator = said.HasFlag(RegistryFields.Incinerator) ? Incinerator : point.Incinerator,
            Location = isLocated ? Location : point.Location,
            FineCell = isLocated ? FineCell : point.FineCell.In(Region),
            Password = said.HasFlag(RegistryFields.Password) ? Password : point.Password,
            Limits = said.HasFlag(RegistryFields.Limits)
                ? Limits
                : Limits.Aggregate(point, (kept, limit) => kept.WithLimit(limit)).Limits,
            ReferenceOxygen = said.HasFlag(RegistryFields.ReferenceOxygen) ? ReferenceOxygen : point.ReferenceOxygen,
            MinuteInterval = said.HasFlag(RegistryFields.MinuteInterval) ? MinuteInterval : point.MinuteInterval,
            Units = said.HasFlag(RegistryFields.Units) ? Units : point.Units,
            OldCodes = said.HasFlag(RegistryFields.OldCodes) ? OldCodes : point.OldCodes,
            Tags = said.HasFlag(RegistryFields.Tags) ? Tags : point.Tags,
        };
    }

    /// <summary>The point with a limit more, in place of the one for the same factor, period and first day.</summary>
    public PointRecord WithLimit(FactorLimit limit) =>
        this with
        {
            Limits = Limits
                .Where(other => !other.IsOf(limit.Factor, limit.Period) || other.ValidFrom != limit.ValidFrom)
                .Append(limit)
                .ToValueList(),
        };
}
