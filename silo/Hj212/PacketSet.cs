using System.Buffers;

namespace Qianliyan.Hj212;

/// <summary>The packets of one message that have come so far.</summary>
sealed class PacketSet(string key, int count, DateTimeOffset since)
{
    readonly Part?[] _parts = new Part?[count];

    public string Key { get; } = key;

    public DateTimeOffset Since { get; } = since;

    /// <summary>The first packet's header, as <c>QN=…;…;</c> without packet numbers.</summary>
    public byte[] Head { get; private set; } = [];

    /// <summary>The first packet came while others were missing, and was used on its own.</summary>
    public bool IsHeadUsed { get; private set; }

    /// <summary>The first packet's DataTime, as it stands there.</summary>
    public byte[] DataTime { get; private set; } = [];

    public bool IsComplete => Array.TrueForAll(_parts, part => part is not null);

    public bool HoldsContinuation => Array.Exists(_parts, part => part is { Number: > 1 });

    public IEnumerable<Part> Parts => _parts.OfType<Part>();

    public Part? At(int number) => _parts[number - 1];

    public bool HoldsQn(ReadOnlySpan<byte> qn)
    {
        foreach (Part? part in _parts)
        {
            if (part is not null && qn.SequenceEqual(part.Qn))
                return true;
        }

        return false;
    }

    public void Add(Message packet)
    {
        byte[] frame = packet.Frame.ToArray();
        Memory<byte> area = frame.AsMemory(packet.Header.Area.Start, packet.Header.Area.Length);
        var answer = new ArrayBufferWriter<byte>(96);
        Answers.TryWriteDue(answer, packet);
        _parts[packet.PacketNumber - 1] = new Part(
            packet.PacketNumber, packet.Qn.ToArray(), frame, area.TrimEnd(";,"u8), answer.WrittenSpan.ToArray());
        if (packet.PacketNumber == 1)
        {
            FrameHeader header = FrameHeader.Of(packet);
            header.PacketCount = 0;
            if (header.Flag >= 0)
                header.Flag &= ~2;
            Head = FrameEncoder.HeaderBytes(header);
            IsHeadUsed = !IsComplete;
            if (packet.TryGet("DataTime", out ReadOnlySpan<byte> time))
                DataTime = time.ToArray();
        }
    }

    /// <param name="Frame">The packet as it came, without its line end.</param>
    /// <param name="Area">The data area of that frame.</param>
    /// <param name="Answer">What the sender waits for; empty when it wants none.</param>
    public sealed record Part(int Number, byte[] Qn, byte[] Frame, ReadOnlyMemory<byte> Area, byte[] Answer);
}
