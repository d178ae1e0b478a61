namespace Qianliyan.Storage.Frames;

/// <summary>A frame that became no observation.</summary>
/// <param name="ArrivalMs">Instant of arrival, Unix milliseconds UTC.</param>
/// <param name="Header">Why and whence; the caller's bytes.</param>
/// <param name="Body">The raw bytes as received.</param>
public readonly record struct FrameRecord(long ArrivalMs, ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body);
