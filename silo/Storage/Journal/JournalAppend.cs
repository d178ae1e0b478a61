namespace Qianliyan.Storage.Journal;

/// <summary>
/// What one append writes, all or nothing. At most 100 rows: one per entry, one per attachment, one per checkpoint,
/// page, outbox write, plus up to one day mark per entry and one row for a new twin.
/// </summary>
public sealed class JournalAppend
{
    /// <summary>
    /// Stable id of the twin, such as <c>points/88888880000001-31</c>; no control characters, 1 to 256 long.
    /// </summary>
    public required string Twin { get; init; }

    /// <summary>Where the twin's journal ends; the entries get the sequence numbers after it.</summary>
    public required JournalPosition Previous { get; init; }

    /// <summary>May be empty if there is something else to write.</summary>
    public IReadOnlyList<JournalRecord> Entries { get; init; } = [];

    public JournalCheckpoint? Checkpoint { get; init; }

    public IReadOnlyList<JournalSideWrite> SideWrites { get; init; } = [];
}
