using System.Buffers;

namespace Qianliyan.Hj212;

/// <summary>One step of <see cref="FrameScanner"/>.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Slice">The bytes of the frame or of the garbage; empty when more data is needed.</param>
/// <param name="Sticky">No CR or LF came between the frame before and this one.</param>
/// <param name="TooLong">The garbage began like a frame but found no end within the limit.</param>
public readonly record struct ScanResult(ScanKind Kind, ReadOnlySequence<byte> Slice, bool Sticky, bool TooLong)
{
    /// <summary>Bytes in <see cref="Slice"/>.</summary>
    public long Length => Slice.Length;
}
