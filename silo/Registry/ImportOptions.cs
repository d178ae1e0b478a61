using Qianliyan.Domain.Geography;

namespace Qianliyan.Registry;

public sealed record ImportOptions
{
    /// <summary>Puts located records into their cells.</summary>
    public required IGridProjection Grid { get; init; }

    /// <summary>
    /// The datum of the coordinates, for a file that does not state it itself; a contradiction is refused.
    /// </summary>
    public Datum? Datum { get; init; }

    /// <summary>Take the good rows of a file that also has bad ones.</summary>
    public bool Partial { get; init; }

    /// <summary>What the registry knows already; without it references are checked for their form only.</summary>
    public IRegistryLookup? Lookup { get; init; }

    /// <summary>City limits; with them a position outside its own city is warned of.</summary>
    public BoundaryIndex? Boundaries { get; init; }
}
