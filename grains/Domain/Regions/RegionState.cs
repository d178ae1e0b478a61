using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>What a region (行政区) holds live.</summary>
/// <remarks>
/// A roster line with its seen position takes about 90 bytes of the snapshot, a recent finding 100 to 250. A snapshot
/// is one row of at most 960 KiB, which is reached at about 10,000 lines.
/// </remarks>
public sealed class RegionState(TwinName name) : ITwinState
{
    /// <summary>Findings that are kept for the feed.</summary>
    public const int MostRecent = 200;

    public TwinName Name => name;

    public RegionCode Code { get; } = name.AsRegion();

    public PageSet Pages { get; } = new();

    public RegionRecord? Registration { get; set; }

    RegistryRecord? ITwinState.Registration => Registration;

    public Standing Standing { get; init; } = new();

    public SeenSignals Seen { get; init; } = new();

    /// <summary>The twins that stand directly in the region.</summary>
    public Roster Roster { get; init; } = new();

    /// <summary>What the regions directly below counted last.</summary>
    public SortedDictionary<RegionCode, RosterCounts> Children { get; } = [];

    /// <summary>Own roster and all regions below.</summary>
    public RosterCounts Totals { get; set; } = new() { Kinds = [] };

    /// <summary>In order of arrival.</summary>
    public Queue<RecentFinding> Recent { get; } = new();
}
