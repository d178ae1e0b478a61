namespace Qianliyan.Storage.Frames;

/// <summary>
/// A frame as stored. <see cref="Id"/> is unique and ordered by arrival, then by order of appending within a process.
/// </summary>
public sealed record StoredFrame(string Id, long ArrivalMs, ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body);
