using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

sealed class KnownRegistry : IRegistryLookup
{
    public HashSet<RegionCode> Regions { get; } = [];

    public HashSet<EnterpriseId> Enterprises { get; } = [];

    public HashSet<PointId> Points { get; } = [];

    public bool HasRegion(RegionCode region) => Regions.Contains(region);

    public bool HasEnterprise(EnterpriseId enterprise) => Enterprises.Contains(enterprise);

    public bool HasPoint(PointId point) => Points.Contains(point);
}
