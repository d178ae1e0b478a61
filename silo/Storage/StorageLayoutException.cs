namespace Qianliyan.Storage;

/// <summary>The stored rows lie otherwise than this configuration looks for them; nothing of them would be found.</summary>
public sealed class StorageLayoutException(string message) : StorageException(message);
