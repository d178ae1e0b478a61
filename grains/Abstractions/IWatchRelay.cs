using Orleans.Services;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Abstractions;

/// <summary>
/// One in every silo: takes what the watchers of other silos want to know, and what other silos have to tell the watchers
/// here. A doorbell: what is lost on the way is made good by <see cref="FellBehind"/> and by every change of membership.
/// </summary>
public interface IWatchRelay : IGrainService
{
    /// <summary>From now on changes of these twins are told to the silo; takes the place of what it wanted before.</summary>
    [Alias("Want")]
    Task Want(SiloAddress watcher, WatchedTwins wanted);

    [Alias("Ring")]
    Task Ring(TwinStatus[] statuses, Finding[] findings);

    /// <summary>Changes were not told: the watchers here must read what they watch anew.</summary>
    [Alias("FellBehind")]
    Task FellBehind();
}
