using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Checkpoints;

/// <summary>Writes a checkpoint with its pages: in one append where they fit, and in several where they do not.</summary>
public static class CheckpointAppends
{
    const int MostPagesAtOnce = 60;
    const int MostBytesAtOnce = 1 << 20;

    /// <summary>What a row may hold, less what leads it.</summary>
    const int MostBytesOfRow = EntityLimits.ValueBytes - 1024;

    /// <summary>
    /// Where one append does not hold all pages, the state is written with the last of them, and until then the unfinished
    /// checkpoint says that pages of two states may lie beside each other.
    /// </summary>
    /// <param name="journal">Of the twin.</param>
    /// <param name="twin">Its name.</param>
    /// <param name="position">Where its journal ends.</param>
    /// <param name="pages">What changed, as bytes.</param>
    /// <param name="whole">The state at that position.</param>
    /// <param name="unfinished">What stands in its place meanwhile.</param>
    /// <param name="cancellationToken">Ends it between two appends.</param>
    /// <returns>The position with the tag of the new checkpoint.</returns>
    /// <exception cref="ArgumentException">The state or a page is larger than a row may be; nothing was written.</exception>
    /// <exception cref="JournalFencedException">Another activation wrote one.</exception>
    public static async Task<JournalPosition> Write(
        IJournal journal, string twin, JournalPosition position, IReadOnlyList<JournalSideWrite> pages,
        JournalCheckpoint whole, Func<JournalCheckpoint> unfinished, CancellationToken cancellationToken)
    {
        if (whole.Snapshot.Length > MostBytesOfRow || pages.Any(page => page.Value.Length > MostBytesOfRow))
            throw new ArgumentException($"The state of {twin}, or a page of it, has more than {MostBytesOfRow} bytes.", nameof(whole));
        var now = new List<JournalSideWrite>();
        int bytes = 0;
        foreach (JournalSideWrite page in pages)
        {
            if (now.Count == MostPagesAtOnce || bytes + page.Value.Length > MostBytesAtOnce && now.Count > 0)
            {
                position = await Append(unfinished());
                now.Clear();
                bytes = 0;
            }

            now.Add(page);
            bytes += page.Value.Length;
        }

        return await Append(whole);

        async Task<JournalPosition> Append(JournalCheckpoint checkpoint)
        {
            var append = new JournalAppend
            {
                Twin = twin, Previous = position, Checkpoint = checkpoint, SideWrites = now,
            };
            return (await journal.AppendAsync(append, cancellationToken)).Position;
        }
    }
}
