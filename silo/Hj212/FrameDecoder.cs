using static Qianliyan.Hj212.VerdictText;

namespace Qianliyan.Hj212;

/// <summary>
/// From the bytes of one frame to a <see cref="Message"/>.
/// </summary>
/// <remarks>
/// The checksum decides, not the length: right length and right CRC is accepted; a right CRC up to the closing
/// <c>&amp;&amp;</c> with a wrong length is accepted with a deviation; a wrong CRC never yields readings. What a device
/// writes against the grammar is tolerated and named in <see cref="Message.Deviations"/>; a DataTime or RestartTime
/// that is no date makes the frame malformed, since its readings would have no place in time.
/// </remarks>
public static class FrameDecoder
{
    /// <summary>Longer input is refused unread.</summary>
    public const int MaxFrameBytes = 65_000;

    /// <summary>The longest data segment of the standard, table 2.</summary>
    public const int MaxSegmentBytes = 1024;

    const int LengthStart = 2;
    const int LengthDigits = 4;
    const int CrcDigits = 4;

    /// <summary>Decodes one frame, with or without its CR LF. Never throws for bad input; see the verdict.</summary>
    /// <param name="frame">From <c>##</c> to the checksum; anything is allowed.</param>
    /// <param name="into">Overwritten.</param>
    /// <param name="sticky">The scanner saw no CR LF before this frame.</param>
    public static FrameVerdict Decode(ReadOnlySpan<byte> frame, Message into, bool sticky = false)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (frame.Length > MaxFrameBytes)
        {
            into.Load(default);
            return into.Reject(
                FrameVerdict.TooLong, Invariant($"{frame.Length} bytes; at most {MaxFrameBytes} are read"));
        }

        into.Load(TrimEnd(frame));
        if (sticky)
            into.Deviations |= Deviations.StickyFrame;
        FrameVerdict verdict = CheckFrame(into);
        if (verdict == FrameVerdict.Accepted || into.Header.Segment.Length > 0)
            HeaderReader.Read(into);
        if (verdict is FrameVerdict.BadCrc or FrameVerdict.ModbusCrc && HeaderReader.IsEncrypted(into))
            verdict = FrameVerdict.Encrypted;
        if (verdict != FrameVerdict.Accepted)
            return verdict == FrameVerdict.Malformed ? verdict : into.Reject(verdict);
        return ReadContent(into);
    }

    /// <summary>Decodes a data segment that was put together from checked packets.</summary>
    internal static FrameVerdict DecodeSegment(ReadOnlySpan<byte> segment, Message into)
    {
        if (segment.Length > MaxFrameBytes)
        {
            into.Load(default);
            return into.Reject(
                FrameVerdict.TooLong, Invariant($"{segment.Length} bytes; at most {MaxFrameBytes} are read"));
        }

        into.Load(segment);
        into.Header.Segment = TextSlice.Between(0, segment.Length);
        HeaderReader.Read(into);
        return ReadContent(into);
    }

    static FrameVerdict ReadContent(Message into)
    {
        if (HeaderReader.IsEncrypted(into))
            return into.Reject(FrameVerdict.Encrypted);
        into.Verdict = FrameVerdict.Accepted;
        return DataAreaReader.Read(into);
    }

    static FrameVerdict CheckFrame(Message into)
    {
        ReadOnlySpan<byte> frame = into.Frame;
        if (frame.Length < LengthStart + 2 + CrcDigits || frame[0] != '#' || frame[1] != '#')
            return into.Reject(FrameVerdict.Malformed, "no '##' with a length, a data segment and a CRC behind it");

        int start = LengthStart;
        while (start < LengthStart + LengthDigits && (uint)(frame[start] - '0') <= 9)
            start++;
        if (AsciiField.TryParseInt(frame[LengthStart..start], out int declared))
            into.DeclaredLength = declared;
        int end = frame.Length - CrcDigits;
        if (start - LengthStart >= 2 && start <= end && TrySegment(into, start, end))
            return AcceptSegment(into, start, end);

        const int FullStart = LengthStart + LengthDigits;
        if (start != FullStart && FullStart <= end && TrySegment(into, FullStart, end))
        {
            into.Deviations |= Deviations.LengthNotNumeric;
            return AcceptSegment(into, FullStart, end);
        }

        int closing = frame.LastIndexOf("&&"u8) + 2;
        if (closing > start && closing < end && TrySegment(into, start, closing))
        {
            into.Deviations |= Deviations.TrailingBytes;
            return AcceptSegment(into, start, closing);
        }

        return RejectSegment(into, start, end);
    }

    static bool TrySegment(Message into, int start, int end)
    {
        ReadOnlySpan<byte> frame = into.Frame;
        int given = AsciiField.ParseHex4(frame.Slice(end, CrcDigits), out bool lowerCase);
        if (given < 0)
            return false;
        int computed = Crc212.Compute(frame[start..end]);
        if (given != computed)
            return false;
        into.GivenCrc = given;
        into.ComputedCrc = computed;
        if (lowerCase)
            into.Deviations |= Deviations.LowerCaseCrc;
        return true;
    }

    static FrameVerdict AcceptSegment(Message into, int start, int end)
    {
        into.Header.Segment = TextSlice.Between(start, end);
        ReadOnlySpan<byte> segment = into.Segment;
        if (start - LengthStart < LengthDigits)
            into.Deviations |= Deviations.LengthNotFourDigits;
        if (segment.Length > MaxSegmentBytes)
            into.Deviations |= Deviations.SegmentTooLong;
        if (into.DeclaredLength == segment.Length)
            return FrameVerdict.Accepted;
        if (!segment.EndsWith("&&"u8))
        {
            return into.Reject(
                FrameVerdict.Malformed,
                Invariant($"length {into.DeclaredLength} but {segment.Length} bytes, and no closing && to end it"));
        }

        into.Deviations |= into.DeclaredLength == TextDecoding.CharacterCount(segment)
            ? Deviations.LengthInCharacters
            : Deviations.WrongLength;
        return FrameVerdict.Accepted;
    }

    static FrameVerdict RejectSegment(Message into, int start, int end)
    {
        ReadOnlySpan<byte> frame = into.Frame;
        if (start - LengthStart < 2)
            start = Math.Min(LengthStart + LengthDigits, end);
        into.Header.Segment = TextSlice.Between(start, Math.Max(start, end));
        if (Redaction.EndsInSecret(frame))
            return into.Reject(FrameVerdict.Malformed, "it breaks off inside a password, before a CRC");

        int given = AsciiField.ParseHex4(frame[end..], out _);
        if (given < 0 || start > end)
        {
            return into.Reject(
                FrameVerdict.Malformed,
                $"the last four characters '{TextDecoding.Printable(frame[end..])}' are no CRC of four hex digits");
        }

        into.GivenCrc = given;
        into.ComputedCrc = Crc212.Compute(into.Segment);
        if (Crc212.IsPossible((ushort)given))
            return FrameVerdict.BadCrc;
        int modbus = CrcModbus.Compute(into.Segment);
        int swapped = ((modbus & 0xFF) << 8) | (modbus >> 8);
        return given == modbus || given == swapped ? FrameVerdict.ModbusCrc : FrameVerdict.BadCrc;
    }

    static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> frame)
    {
        int length = frame.Length;
        while (length > 0 && frame[length - 1] is (byte)'\r' or (byte)'\n')
            length--;
        return frame[..length];
    }
}
