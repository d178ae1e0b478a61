using Qianliyan.Domain.Codec;

namespace Qianliyan.Abstractions;

/// <summary>What became of a frame. The numbers are stored; never reuse one.</summary>
public enum FrameDisposition : byte
{
    /// <summary>It is an entry of its point's journal.</summary>
    Recorded = 1,

    /// <summary>Its point held it already.</summary>
    Repeated = 2,

    /// <summary>Its point is not registered (隔离).</summary>
    Quarantined = 3,

    WrongPassword = 4,

    /// <summary>The codec did not accept it: the reason says why.</summary>
    Refused = 5,

    /// <summary>Accepted, but of a command that leads to no observation.</summary>
    Unsupported = 6,

    /// <summary>Bytes between frames.</summary>
    Garbage = 7,
}

/// <summary>Whence a frame came and what it was worth: kept beside its bytes (原始报文溯源).</summary>
public sealed record FrameOrigin
{
    const byte Format = 1;

    public required FrameDisposition Disposition { get; init; }

    /// <summary>The codec's verdict, by its stored number.</summary>
    public required byte Verdict { get; init; }

    /// <summary>The codec's deviation bits.</summary>
    public required ulong Deviations { get; init; }

    /// <summary>Address and port the frame came from.</summary>
    public required string Peer { get; init; }

    /// <summary>MN and ST as the frame claims them; empty when it has none.</summary>
    public required string Point { get; init; }

    /// <summary>Why it was not recorded; empty when it was.</summary>
    public required string Reason { get; init; }

    public byte[] ToBytes()
    {
        var writer = new EntryWriter(64);
        writer.Byte(Format);
        writer.Byte((byte)Disposition);
        writer.Byte(Verdict);
        writer.Unsigned(Deviations);
        writer.Text(Peer);
        writer.Text(Point);
        writer.Text(Reason);
        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">Another format, or bytes that end early.</exception>
    public static FrameOrigin Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new EntryReader(bytes);
        byte format = reader.Byte();
        if (format != Format)
            throw new InvalidDataException($"Frame origin of format {format}; this version reads {Format}.");
        return new FrameOrigin
        {
            Disposition = (FrameDisposition)reader.Byte(),
            Verdict = reader.Byte(),
            Deviations = reader.Unsigned(),
            Peer = reader.Text() ?? "",
            Point = reader.Text() ?? "",
            Reason = reader.Text() ?? "",
        };
    }
}
