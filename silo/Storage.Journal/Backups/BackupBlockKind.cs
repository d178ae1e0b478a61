namespace Qianliyan.Storage.Journal.Backups;

/// <summary>What a block of a backup holds. The numbers are stored.</summary>
public enum BackupBlockKind : byte
{
    /// <summary>The first: which build wrote it, of which cluster, when.</summary>
    Header = 1,

    /// <summary>Runs of entries, each of one twin, with their attachments.</summary>
    Entries = 2,

    /// <summary>Frames that became no observation.</summary>
    Frames = 3,

    /// <summary>Where each twin's journal ends, in order of name.</summary>
    Manifest = 4,

    /// <summary>The last: counts of all.</summary>
    End = 5,
}
