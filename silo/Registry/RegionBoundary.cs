using NetTopologySuite.Geometries;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>A region and its limits: a polygon or several, in WGS84 degrees.</summary>
public sealed record RegionBoundary(RegionRecord Region, Geometry Boundary);
