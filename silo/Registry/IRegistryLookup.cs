using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>
/// What a reference in an imported file may point at. Files are imported in this order: regions, enterprises, points,
/// incinerators, limits; a point may name a furnace that comes later, so that reference is not looked up.
/// </summary>
public interface IRegistryLookup
{
    bool HasRegion(RegionCode region);

    bool HasEnterprise(EnterpriseId enterprise);

    bool HasPoint(PointId point);
}
