using System.Buffers;

namespace Qianliyan.Hj212;

/// <summary>Writes frames: <c>##</c>, length in bytes, data segment, checksum, CR LF.</summary>
public static class FrameEncoder
{
    /// <summary>What a four-digit length field can say.</summary>
    public const int MaxEncodableSegment = 9999;

    const int Overhead = 12;
    const int HeaderReserve = 96;

    /// <summary>
    /// Writes a message again from its fields. A conformant frame comes out byte for byte as it came in.
    /// </summary>
    /// <exception cref="ArgumentException">The message was not accepted, or is too long for a length field.</exception>
    public static void Write(IBufferWriter<byte> output, Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Verdict != FrameVerdict.Accepted)
            throw new ArgumentException($"The message is {message.Verdict}: {message.Reason}", nameof(message));

        byte[] rented = ArrayPool<byte>.Shared.Rent(message.Frame.Length + 1);
        try
        {
            var area = new ByteWriter(rented);
            foreach (MessageField field in message.Groups)
            {
                if (area.Length > 0)
                    area.Append(field.StartsGroup ? (byte)';' : (byte)',');
                area.Append(field.Key);
                area.Append((byte)'=');
                area.Append(field.Value);
            }

            Write(output, FrameHeader.Of(message), area.Written);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Writes a frame of header fields and a data area, which goes between the two <c>&amp;&amp;</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Too long for a length field.</exception>
    public static void Write(
        IBufferWriter<byte> output, scoped in FrameHeader header, scoped ReadOnlySpan<byte> dataArea)
    {
        ArgumentNullException.ThrowIfNull(output);
        int reserve = HeaderReserve + header.Qn.Length + header.St.Length + header.Password.Length + header.Mn.Length
            + dataArea.Length;
        Span<byte> frame = output.GetSpan(Overhead + reserve);
        var segment = new ByteWriter(frame[6..]);
        AppendHeader(ref segment, header);
        segment.Append("CP=&&"u8);
        segment.Append(dataArea);
        segment.Append("&&"u8);
        output.Advance(Close(frame, segment.Length));
    }

    /// <summary>Writes a frame around a finished data segment.</summary>
    /// <exception cref="ArgumentException">Too long for a length field.</exception>
    public static void WriteSegment(IBufferWriter<byte> output, scoped ReadOnlySpan<byte> segment)
    {
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> frame = output.GetSpan(Overhead + segment.Length);
        segment.CopyTo(frame[6..]);
        output.Advance(Close(frame, segment.Length));
    }

    /// <summary>The header as it stands in the data segment before CP.</summary>
    internal static byte[] HeaderBytes(scoped in FrameHeader header)
    {
        var bytes = new byte[
            HeaderReserve + header.Qn.Length + header.St.Length + header.Password.Length + header.Mn.Length];
        var writer = new ByteWriter(bytes);
        AppendHeader(ref writer, header);
        return bytes[..writer.Length];
    }

    static void AppendHeader(ref ByteWriter segment, scoped in FrameHeader header)
    {
        if (!header.Qn.IsEmpty)
            Append(ref segment, "QN="u8, header.Qn);
        if (!header.St.IsEmpty)
            Append(ref segment, "ST="u8, header.St);
        if (header.Command > 0)
            Append(ref segment, "CN="u8, header.Command);
        Append(ref segment, "PW="u8, header.Password);
        Append(ref segment, "MN="u8, header.Mn);
        if (header.Flag >= 0)
            Append(ref segment, "Flag="u8, header.Flag);
        if (header.PacketCount > 0)
        {
            Append(ref segment, "PNUM="u8, header.PacketCount);
            Append(ref segment, "PNO="u8, header.PacketNumber);
        }

        if (header.Resent)
            Append(ref segment, "RF="u8, 1);
    }

    static void Append(ref ByteWriter segment, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        segment.Append(name);
        segment.Append(value);
        segment.Append((byte)';');
    }

    static void Append(ref ByteWriter segment, scoped ReadOnlySpan<byte> name, int value)
    {
        segment.Append(name);
        segment.Append(value);
        segment.Append((byte)';');
    }

    static int Close(Span<byte> frame, int segmentLength)
    {
        if (segmentLength > MaxEncodableSegment)
        {
            throw new ArgumentException(
                $"A data segment of {segmentLength} bytes does not fit a length field of four digits.");
        }

        "##"u8.CopyTo(frame);
        AsciiTime.WriteDigits(segmentLength, frame.Slice(2, 4));
        int crc = Crc212.Compute(frame.Slice(6, segmentLength));
        Span<byte> tail = frame[(6 + segmentLength)..];
        for (int i = 0; i < 4; i++)
            tail[i] = "0123456789ABCDEF"u8[(crc >> (12 - 4 * i)) & 0xF];
        tail[4] = (byte)'\r';
        tail[5] = (byte)'\n';
        return Overhead + segmentLength;
    }
}
