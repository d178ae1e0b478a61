using Qianliyan.Domain.Geography;

namespace Qianliyan.Domain.Registry;

/// <summary>A grid cell (网格) as registered.</summary>
/// <param name="Id">City, resolution, column and row.</param>
/// <param name="Region">The county that answers for the cell; its city where the county is not known.</param>
/// <param name="IsHot">Whether it is a hot cell (热点网格): ranked every month and split into 500 m cells.</param>
[GenerateSerializer, Immutable, Alias("qly.CellRecord")]
public sealed record CellRecord(
    [property: Id(0)] CellId Id,
    [property: Id(1)] RegionCode Region,
    [property: Id(2)] bool IsHot) : RegistryRecord
{
    public override TwinName Twin => TwinName.Of(Id);

    public override RegionCode Place => Region;
}
