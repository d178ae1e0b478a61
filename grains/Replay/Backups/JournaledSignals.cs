using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Backups;

/// <summary>The signals among the entries of a journal.</summary>
static class JournaledSignals
{
    /// <returns>Null for an entry of another kind.</returns>
    public static Signal? Of(JournalEntry entry) => (EntryKind)entry.Kind == EntryKind.Signalled
        ? ((Signalled)EntryCodec.Read(EntryKind.Signalled, entry.FormatVersion, entry.Payload.Span)).Signal
        : null;
}
