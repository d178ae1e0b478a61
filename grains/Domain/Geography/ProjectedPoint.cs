namespace Qianliyan.Domain.Geography;

/// <summary>A position on the projected plane: metres east of the central meridian and north of the equator.</summary>
[GenerateSerializer, Immutable, Alias("qly.ProjectedPoint")]
public readonly record struct ProjectedPoint([property: Id(0)] double X, [property: Id(1)] double Y);
