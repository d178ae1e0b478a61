using Orleans.Concurrency;
using Qianliyan.Domain.Regions;

namespace Qianliyan.Abstractions;

/// <summary>
/// A region (行政区): county, city, province or nation; key the GB/T 2260 code. It keeps the roster of the twins that
/// stand directly in it and the counts of all regions below, and its reminder is the clock of the twins
/// in its roster. A city also ranks the months of its cells.
/// </summary>
[Alias("qly.IRegionGrain")]
public interface IRegionGrain : ITwinGrain, IRemindable
{
    /// <summary>
    /// Roster lines that match, in order of name, from the name after <see cref="RosterQuery.After"/> on.
    /// </summary>
    [AlwaysInterleave, Alias("ListRoster")]
    ValueTask<RosterPage> ListRoster(RosterQuery query);
}
