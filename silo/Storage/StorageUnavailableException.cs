namespace Qianliyan.Storage;

/// <summary>
/// The store could not be reached or answered with a failure. An outage never looks like an empty table.
/// The outcome of a write that failed this way is unknown: read the row (a twin: its position) before going on.
/// </summary>
public class StorageUnavailableException(string message, Exception? inner = null) : StorageException(message, inner);
