using Qianliyan.Replay.Policies;
using Qianliyan.Replay.Retention;

namespace Qianliyan.Replay;

/// <summary>Journals that the system keeps for itself, among those of twins.</summary>
public static class OwnJournals
{
    public static bool Has(string name) => name is PolicyArchive.JournalName or RetentionLog.JournalName;
}
