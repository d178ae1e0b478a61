using System.Buffers;

namespace Qianliyan.Hj212;

/// <summary>
/// Cuts a byte stream into frame candidates; one scanner per connection.
/// </summary>
/// <remarks>
/// <para>A frame begins with <c>##</c> and a length field. It ends at the first of:</para>
/// <list type="bullet">
/// <item>the declared end, when the checksum there is right (no CR LF needed);</item>
/// <item>CR or LF outside log text (<c>//…//</c>), or behind the declared end;</item>
/// <item>the head of another frame: <c>##</c>, 2 to 4 digits, a field name of two letters and <c>=</c>.</item>
/// </list>
/// <para>
/// So a lying length costs nothing but the frame's own verdict, and a frame cut off by a reconnect does not swallow the
/// next one. Where a frame ends depends on the bytes up to there only, hence never on how they were cut into reads.
/// What has no end within the limit is garbage up to the next <c>##</c>. CR and LF between frames are dropped silently.
/// The scanner keeps no bytes: the caller keeps what is not consumed, at most the limit and a few bytes more.
/// </para>
/// </remarks>
public sealed class FrameScanner
{
    public const int DefaultMaxFrameBytes = 8 * 1024;

    const int LengthStart = 2;
    const int LengthDigits = 4;
    const int CrcDigits = 4;
    const int HeadBytes = 9;
    const int NotFound = -1;

    readonly int _maxFrameBytes;
    bool _followsFrame;

    /// <param name="maxFrameBytes">
    /// The longest frame let through, from 64 to <see cref="FrameDecoder.MaxFrameBytes"/>.
    /// </param>
    public FrameScanner(int maxFrameBytes = DefaultMaxFrameBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFrameBytes, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxFrameBytes, FrameDecoder.MaxFrameBytes);
        _maxFrameBytes = maxFrameBytes;
    }

    /// <summary>Bytes of garbage so far.</summary>
    public long GarbageBytes { get; private set; }

    /// <summary>Takes the next frame or garbage off the front of the buffer.</summary>
    /// <param name="buffer">The unconsumed bytes; moved behind what was taken.</param>
    public ScanResult Next(ref ReadOnlySequence<byte> buffer)
    {
        SkipLineEnds(ref buffer);
        if (buffer.IsEmpty)
            return default;

        int window = (int)Math.Min(buffer.Length, _maxFrameBytes + HeadBytes);
        if (buffer.FirstSpan.Length >= window)
            return Scan(ref buffer, buffer.FirstSpan[..window]);
        byte[] rented = ArrayPool<byte>.Shared.Rent(window);
        try
        {
            buffer.Slice(0, window).CopyTo(rented);
            return Scan(ref buffer, rented.AsSpan(0, window));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    ScanResult Scan(ref ReadOnlySequence<byte> buffer, ReadOnlySpan<byte> bytes)
    {
        int start = FindStart(bytes);
        if (start > 0)
            return Garbage(ref buffer, bytes[..start], tooLong: false);
        if (bytes.Length < LengthStart + LengthDigits)
            return default;
        int end = FindEnd(bytes, _maxFrameBytes);
        if (end != NotFound)
            return Frame(ref buffer, end);
        return bytes.Length < _maxFrameBytes + HeadBytes
            ? default
            : Garbage(ref buffer, bytes[.._maxFrameBytes], tooLong: true);
    }

    /// <summary>Where a frame may begin; the number of bytes when nowhere.</summary>
    static int FindStart(ReadOnlySpan<byte> bytes)
    {
        for (int from = 0; from < bytes.Length; from++)
        {
            int hash = bytes[from..].IndexOf((byte)'#');
            if (hash < 0)
                return bytes.Length;
            from += hash;
            if (CouldBegin(bytes[from..]))
                return from;
        }

        return bytes.Length;
    }

    /// <summary>"##" and two digits, judged on as much as there is.</summary>
    static bool CouldBegin(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 1 && bytes[1] != '#')
            return false;
        if (bytes.Length > 2 && !char.IsAsciiDigit((char)bytes[2]))
            return false;
        return bytes.Length <= 3 || char.IsAsciiDigit((char)bytes[3]);
    }

    static int FindEnd(ReadOnlySpan<byte> bytes, int limit)
    {
        int dataStart = LengthStart;
        int declared = 0;
        for (; dataStart < LengthStart + LengthDigits && char.IsAsciiDigit((char)bytes[dataStart]); dataStart++)
            declared = declared * 10 + bytes[dataStart] - '0';
        int declaredEnd = dataStart + declared + CrcDigits;
        if (declaredEnd > limit)
            declaredEnd = int.MaxValue;

        int stop = FindStop(bytes[..Math.Min(declaredEnd, bytes.Length)], LengthStart, declaredEnd, limit);
        if (stop != NotFound || declaredEnd > bytes.Length)
            return stop;
        if (IsLineEndAt(bytes, declaredEnd) || IsCrcRight(bytes[dataStart..declaredEnd]))
            return declaredEnd;
        return FindStop(bytes, LengthStart, declaredEnd, limit);
    }

    /// <summary>The first CR or LF that is not inside declared log text, or head of another frame.</summary>
    static int FindStop(ReadOnlySpan<byte> bytes, int from, int declaredEnd, int limit)
    {
        int counted = from;
        int logMarks = 0;
        while (from < bytes.Length)
        {
            int hit = bytes[from..].IndexOfAny((byte)'\r', (byte)'\n', (byte)'#');
            if (hit < 0 || from + hit > limit)
                return NotFound;
            from += hit;
            if (bytes[from] == '#')
            {
                if (IsHead(bytes[from..]))
                    return from;
            }
            else
            {
                logMarks += bytes[counted..from].Count("//"u8);
                counted = from;
                if (from >= declaredEnd || (logMarks & 1) == 0)
                    return from;
            }

            from++;
        }

        return NotFound;
    }

    static bool IsHead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 7 || bytes[1] != '#')
            return false;
        int i = 2;
        while (i < 6 && char.IsAsciiDigit((char)bytes[i]))
            i++;
        return i >= 4
            && bytes.Length >= i + 3
            && char.IsAsciiLetterUpper((char)bytes[i])
            && char.IsAsciiLetterUpper((char)bytes[i + 1])
            && bytes[i + 2] == '=';
    }

    static bool IsLineEndAt(ReadOnlySpan<byte> bytes, int position) =>
        position < bytes.Length && bytes[position] is (byte)'\r' or (byte)'\n';

    static bool IsCrcRight(ReadOnlySpan<byte> segmentAndCrc) =>
        AsciiField.ParseHex4(segmentAndCrc[^4..], out _) == Crc212.Compute(segmentAndCrc[..^4]);

    void SkipLineEnds(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan is [not ((byte)'\r' or (byte)'\n'), ..])
            return;
        var reader = new SequenceReader<byte>(buffer);
        if (reader.AdvancePastAny((byte)'\r', (byte)'\n') == 0)
            return;
        buffer = buffer.Slice(reader.Position);
        _followsFrame = false;
    }

    ScanResult Frame(ref ReadOnlySequence<byte> buffer, int length)
    {
        var result = new ScanResult(ScanKind.Frame, buffer.Slice(0, length), Sticky: _followsFrame, TooLong: false);
        buffer = buffer.Slice(length);
        _followsFrame = true;
        return result;
    }

    ScanResult Garbage(ref ReadOnlySequence<byte> buffer, ReadOnlySpan<byte> bytes, bool tooLong)
    {
        int lineEnd = tooLong ? NotFound : bytes.IndexOfAny((byte)'\r', (byte)'\n');
        int length = lineEnd > 0 ? lineEnd : bytes.Length;
        var result = new ScanResult(ScanKind.Garbage, buffer.Slice(0, length), Sticky: false, tooLong);
        buffer = buffer.Slice(length);
        GarbageBytes += length;
        _followsFrame = false;
        return result;
    }
}
