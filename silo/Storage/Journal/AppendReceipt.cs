namespace Qianliyan.Storage.Journal;

/// <summary>Proof that an append is durable.</summary>
/// <param name="Position">The twin's new position, to be used for the next append.</param>
public readonly record struct AppendReceipt(JournalPosition Position);
