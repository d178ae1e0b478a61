namespace Qianliyan.Storage.Journal.Backups;

/// <summary>A frame that became no observation, as its log keeps it.</summary>
/// <param name="Id">Its key in the log.</param>
/// <param name="Content">Header and raw bytes.</param>
public readonly record struct RejectedFrame(string Id, JournalAttachment Content);
