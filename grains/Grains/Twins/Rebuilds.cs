using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Qianliyan.Domain.Registry;
using Qianliyan.Replay.Checkpoints;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

/// <summary>
/// Twins of this silo that live through their journals again because their checkpoints cannot be used. That may take longer
/// than an activation may: it goes on when the activation has given up, and the next one finds it under way or done.
/// </summary>
sealed class Rebuilds(IJournal journal, PolicyArchive policies, ILogger logger)
{
    readonly Lock _gate = new();
    readonly Dictionary<TwinName, Task> _underWay = [];

    /// <summary>Replaces the checkpoint by one that can be read.</summary>
    public Task Run(TwinName twin, StoredCheckpoint former, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_underWay.TryGetValue(twin, out Task? rebuild))
                _underWay.Add(twin, rebuild = Task.Run(() => Rebuild(twin, former), CancellationToken.None));
            return rebuild.WaitAsync(cancellationToken);
        }
    }

    async Task Rebuild(TwinName twin, StoredCheckpoint former)
    {
        try
        {
            long began = Stopwatch.GetTimestamp();
            await policies.Refresh(CancellationToken.None);
            await new TwinRebuilds(journal, policies.Book).Of(twin).RunTo(former, CancellationToken.None);
            TwinLog.Rebuilt(
                logger, twin, former.FormatVersion, former.Position.Sequence, Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            lock (_gate)
                _underWay.Remove(twin);
        }
    }
}
