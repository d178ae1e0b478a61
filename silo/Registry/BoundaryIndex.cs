using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>Answers which region a position lies in. Built once, then safe for concurrent use.</summary>
public sealed class BoundaryIndex
{
    readonly Dictionary<RegionCode, IPreparedGeometry> _byCode = [];
    readonly STRtree<RegionCode> _tree = new();

    /// <exception cref="ArgumentException">A region has two boundaries.</exception>
    public BoundaryIndex(IEnumerable<RegionBoundary> boundaries)
    {
        foreach ((RegionRecord region, Geometry boundary) in boundaries)
        {
            if (!_byCode.TryAdd(region.Code, PreparedGeometryFactory.Prepare(boundary)))
                throw new ArgumentException($"Region {region.Code} has two boundaries.", nameof(boundaries));
            _tree.Insert(boundary.EnvelopeInternal, region.Code);
        }

        _tree.Build();
    }

    /// <summary>
    /// The regions whose limits hold the position, lowest code first; neighbours may overlap by their slips.
    /// </summary>
    public IReadOnlyList<RegionCode> Find(Wgs84 position)
    {
        Point point = PointOf(position);
        return [.. _tree.Query(point.EnvelopeInternal).Where(code => _byCode[code].Covers(point)).Order()];
    }

    /// <summary>Whether the region's limits hold the position; null when its limits are not known.</summary>
    public bool? Covers(RegionCode region, Wgs84 position) =>
        _byCode.TryGetValue(region, out IPreparedGeometry? boundary) ? boundary.Covers(PointOf(position)) : null;

    static Point PointOf(Wgs84 position) => new(position.Longitude, position.Latitude);
}
