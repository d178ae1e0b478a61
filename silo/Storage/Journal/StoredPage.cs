namespace Qianliyan.Storage.Journal;

/// <summary>A page as stored.</summary>
/// <param name="Id">Name of the page.</param>
/// <param name="Sequence">Sequence number of the checkpoint that wrote it.</param>
/// <param name="Value">Bytes as written.</param>
public readonly record struct StoredPage(string Id, long Sequence, ReadOnlyMemory<byte> Value);
