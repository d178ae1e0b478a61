namespace Qianliyan.Storage;

/// <summary>Names of the tables this project writes. A name is part of the stored format and never changes.</summary>
public static class StorageTables
{
    /// <summary>Journal entries: partition = shard, row = twin and sequence.</summary>
    public const string Entries = "journal";

    /// <summary>Attachments of entries under the entry's key.</summary>
    public const string Attachments = "frames";

    /// <summary>One row per twin that ever wrote an entry.</summary>
    public const string Twins = "twins";

    /// <summary>Checkpoints and their pages.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Outbox rows.</summary>
    public const string Outbox = "outbox";

    /// <summary>Day marks: row = twin and Beijing day number.</summary>
    public const string Days = "days";

    /// <summary>Frames that became no observation.</summary>
    public const string Frames = "rejects";

    /// <summary>The one partition of <see cref="Frames"/>.</summary>
    internal const string FramesPartition = "all";

    /// <summary>Grain state of Orleans.</summary>
    public const string GrainState = "grains";

    /// <summary>Reminders of Orleans.</summary>
    public const string Reminders = "reminders";

    /// <summary>Cluster membership of Orleans.</summary>
    public const string Membership = "membership";

    /// <summary>Which backup the store was restored from.</summary>
    public const string Restores = "restores";
}
