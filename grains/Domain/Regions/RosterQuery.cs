using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>What to list of a region's roster. Conditions that are not set do not restrict.</summary>
[GenerateSerializer, Immutable, Alias("qly.RosterQuery")]
public sealed record RosterQuery
{
    [Id(0)]
    public TwinKind? Kind { get; init; }

    [Id(1)]
    public EscalationLevel? Level { get; init; }

    [Id(2)]
    public LinkState? Link { get; init; }

    [Id(3)]
    public GeoBox? Box { get; init; }

    /// <summary>Continue after this name; not set means from the start.</summary>
    [Id(4)]
    public TwinName? After { get; init; }

    /// <summary>At most this many lines.</summary>
    [Id(5)]
    public required int Limit { get; init; }
}

/// <summary>Degrees WGS 84; edges belong to the box.</summary>
[GenerateSerializer, Immutable, Alias("qly.GeoBox")]
public readonly record struct GeoBox(
    [property: Id(0)] double West,
    [property: Id(1)] double South,
    [property: Id(2)] double East,
    [property: Id(3)] double North)
{
    public bool Contains(Geography.Wgs84 place) =>
        place.Longitude >= West && place.Longitude <= East && place.Latitude >= South && place.Latitude <= North;
}

/// <summary>A twin's line in the roster of its region.</summary>
[GenerateSerializer, Immutable, Alias("qly.RosterLine")]
public sealed record RosterLine(
    [property: Id(0)] TwinName Name,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] EscalationLevel Level,
    [property: Id(3)] LinkState Link,
    [property: Id(4)] string Reason,
    [property: Id(5)] Geography.Wgs84? Location,
    [property: Id(6)] Time.BeijingTime Since)
{
    public static RosterLine Of(TwinName name, Signals.StatusChanged status) => new(
        name, status.DisplayName, status.Level, status.Link, status.Reason, status.Location, status.Since);
}

/// <param name="IsLast">Nothing that matches follows in this region.</param>
[GenerateSerializer, Immutable, Alias("qly.RosterPage")]
public sealed record RosterPage([property: Id(0)] RosterLine[] Lines, [property: Id(1)] bool IsLast);
