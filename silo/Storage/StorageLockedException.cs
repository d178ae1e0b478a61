namespace Qianliyan.Storage;

/// <summary>Another process, or another store of this process, has the data directory open.</summary>
public sealed class StorageLockedException(string directory, string owner, Exception? inner = null)
    : StorageException(
        $"The data directory '{directory}' is in use by {owner}. Stop it, or choose another directory.", inner)
{
    public string Directory { get; } = directory;
}
