using Qianliyan.Domain.Geography;

namespace Qianliyan.Domain.Registry;

/// <summary>An enterprise (排污单位) as registered.</summary>
[GenerateSerializer, Immutable, Alias("qly.EnterpriseRecord")]
public sealed record EnterpriseRecord : RegistryRecord
{
    [Id(0)]
    public required EnterpriseId Id { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Industry (行业) as text or as a GB/T 4754 code, as the file gives it.</summary>
    [Id(2)]
    public required string Industry { get; init; }

    /// <summary>The county; a city where the county is not known.</summary>
    [Id(3)]
    public required RegionCode Region { get; init; }

    [Id(4)]
    public Wgs84? Location { get; init; }

    /// <summary>The 500 m cell of <see cref="Location"/>.</summary>
    [Id(5)]
    public CellId? FineCell { get; init; }

    [Id(6)]
    public ValueList<string> Contacts { get; init; }

    /// <summary>Which treatment device must run beside which production device.</summary>
    [Id(7)]
    public ValueList<DeviceRelation> Relations { get; init; }

    /// <summary>The 3 km cell of <see cref="Location"/>.</summary>
    public CellId? CoarseCell => FineCell?.Coarse;

    public override TwinName Twin => TwinName.Of(Id);

    public override RegionCode Place => Region;

    public override RegistryRecord Over(RegistryRecord former, RegistryFields said)
    {
        if (former is not EnterpriseRecord enterprise)
            return this;
        bool isLocated = said.HasFlag(RegistryFields.Location);
        return this with
        {
            Location = isLocated ? Location : enterprise.Location,
            FineCell = isLocated ? FineCell : enterprise.FineCell.In(Region),
            Contacts = said.HasFlag(RegistryFields.Contacts) ? Contacts : enterprise.Contacts,
            Relations = said.HasFlag(RegistryFields.Relations) ? Relations : enterprise.Relations,
        };
    }
}
