namespace Qianliyan.Storage.Backups;

/// <summary>A backup goes into an empty store only: what is there would be mixed with it.</summary>
public sealed class StoreNotEmptyException(string found)
    : StorageException($"The store is not empty: it holds {found}. A backup is restored into an empty store only.");
