namespace Qianliyan.Storage.Journal;

/// <summary>
/// Somebody else has written at this position of the twin: another activation, or an own write whose outcome was
/// unknown. Nothing of this append was written. Drop the state and load again.
/// </summary>
public sealed class JournalFencedException(string twin, long sequence, string reason, Exception? inner = null)
    : StorageException($"Append to '{twin}' at sequence {sequence} was fenced: {reason}", inner)
{
    public string Twin { get; } = twin;

    /// <summary>The sequence number of the entry found there; for a checkpoint, the position it was taken at.</summary>
    public long Sequence { get; } = sequence;
}
