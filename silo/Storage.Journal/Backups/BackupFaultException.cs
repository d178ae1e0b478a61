namespace Qianliyan.Storage.Journal.Backups;

/// <summary>A file is no backup that this build can use; the message says what is wrong, and where.</summary>
public sealed class BackupFaultException(string message, Exception? inner = null) : Exception(message, inner);
