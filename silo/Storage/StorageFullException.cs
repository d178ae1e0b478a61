namespace Qianliyan.Storage;

/// <summary>
/// The disk under the store is full. The store tries to recover with every later commit and goes on by itself once
/// space is back. The outcome of the failed write is unknown, as with every outage.
/// </summary>
public sealed class StorageFullException(string message, Exception? inner = null)
    : StorageUnavailableException(message, inner);
