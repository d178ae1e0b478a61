namespace Qianliyan.Storage;

/// <summary>Base of every error a store raises by itself. Callers that only want "storage failed" catch this.</summary>
public abstract class StorageException : Exception
{
    protected StorageException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
