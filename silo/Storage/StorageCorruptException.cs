namespace Qianliyan.Storage;

/// <summary>
/// Stored bytes are not what was written: unknown row version, gap in a journal, or a broken hash chain.
/// </summary>
public sealed class StorageCorruptException(string message, Exception? inner = null) : StorageException(message, inner);
