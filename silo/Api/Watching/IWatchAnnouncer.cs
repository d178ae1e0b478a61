namespace Qianliyan.Api.Watching;

/// <summary>Lets the other silos of a cluster know what is watched here.</summary>
interface IWatchAnnouncer
{
    /// <summary>
    /// Completes when they know, so that no change is missed between what a watcher reads now and what it is told later.
    /// A silo that does not answer is not waited for long: once it is heard or gone, all watchers read anew.
    /// </summary>
    ValueTask Announce(CancellationToken cancellationToken);
}

/// <summary>One silo has nobody to tell.</summary>
sealed class NoOtherSilos : IWatchAnnouncer
{
    public ValueTask Announce(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
