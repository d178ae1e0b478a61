using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Checkpoints;

/// <summary>Makes the checkpoint of a twin from its journal, whatever its state; to be run once.</summary>
public interface ITwinRebuild
{
    /// <summary>
    /// From the whole journal, for a store that serves nobody yet. Without it the twin would live through all of it when it
    /// wakes, and tell all of it again.
    /// </summary>
    /// <param name="isHeard">Whether the target has it in its journal.</param>
    /// <param name="cancellationToken">Ends it; nothing counts until it is done.</param>
    Task Run(Func<TwinName, Signal, bool> isHeard, CancellationToken cancellationToken);

    /// <summary>As of a checkpoint that has no state, or one in the form of an older version; it is replaced.</summary>
    /// <exception cref="StorageCorruptException">The journal does not lead to it.</exception>
    /// <exception cref="JournalFencedException">Another one was written meanwhile.</exception>
    Task RunTo(StoredCheckpoint former, CancellationToken cancellationToken);
}
