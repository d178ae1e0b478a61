using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;

namespace Qianliyan.Api.Watching.Cluster;

/// <summary>
/// Tells another silo, batch by batch, what its watchers want to know. While a call is under way changes gather and only
/// the newest of each twin remains, and one that is traced goes by itself; what a failed call carried is made good by telling the silo that it fell behind.
/// </summary>
sealed partial class RemoteTelling(
    SiloAddress silo, RemoteWatcher watcher, IWatchRelay relay, TimeProvider time, ILogger logger)
{
    const int MostStatuses = 256;

    static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(500);

    readonly List<WatchedChange> _changes = new(MostStatuses);
    readonly List<Finding> _findings = [];

    /// <summary>Ends with the token: when the silo is gone, or this one ends.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        bool fellBehind = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                fellBehind |= await watcher.Take(_changes, _findings, MostStatuses, cancellationToken);
                await Tell(fellBehind);
                fellBehind = false;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                fellBehind = true;
                LogFailed(logger, e, silo);
                await Pause(cancellationToken);
            }

            _changes.Clear();
            _findings.Clear();
        }
    }

    async Task Tell(bool fellBehind)
    {
        if (fellBehind)
            await relay.FellBehind();
        foreach (WatchedChange traced in _changes.Where(change => change.Cause != default))
        {
            using Activity? span = WatchTracing.Relay(in traced);
            await relay.Ring([traced.Status], []);
        }

        _changes.RemoveAll(change => change.Cause != default);
        if (_changes.Count > 0 || _findings.Count > 0)
            await relay.Ring([.. _changes.Select(change => change.Status)], [.. _findings]);
    }

    async Task Pause(CancellationToken cancellationToken)
    {
        await Task.Delay(PauseAfterFailure, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(1, LogLevel.Warning, "Silo {Silo} could not be told what its watchers want to know; tried again.")]
    static partial void LogFailed(ILogger logger, Exception exception, SiloAddress silo);
}
