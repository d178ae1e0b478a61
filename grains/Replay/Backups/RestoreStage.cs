namespace Qianliyan.Replay.Backups;

/// <summary>What a restore is doing, in this order.</summary>
public enum RestoreStage
{
    /// <summary>The file is read whole and proven, before anything is written.</summary>
    ProvingFile,

    /// <summary>Entries and frames are written.</summary>
    Writing,

    /// <summary>The store is read whole, and held against the file by hash.</summary>
    ProvingStore,

    /// <summary>Twins live through their journals, and write their checkpoints.</summary>
    Rebuilding,
}
