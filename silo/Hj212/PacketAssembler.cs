using System.Buffers;

namespace Qianliyan.Hj212;

/// <summary>
/// Puts continuation packets together: packets whose PNO is over 1 and that lack the DataTime of the first.
/// One assembler per connection; it has no clock.
/// </summary>
/// <remarks>
/// In the standard's examples every packet repeats DataTime and can be used alone; those pass as
/// <see cref="PacketOutcome.SelfContained"/>. A first packet passes too, and is also remembered in case continuations
/// follow: the complete message then contains what they add to it. Where the first packet comes last, the complete
/// message contains all. A set is known by MN, ST, CN, PNUM and the password, since only that of the last packet is
/// checked; packets may carry one QN or one each. A packet whose place is taken under another QN begins a new set. Sets beyond the
/// limits go, oldest first.
/// </remarks>
public sealed class PacketAssembler
{
    public const int MaxPackets = 64;

    readonly List<PacketSet> _sets = [];
    readonly int _maxSets;
    readonly TimeSpan _maxAge;

    /// <param name="maxSets">Incomplete messages kept at one time.</param>
    /// <param name="maxAge">How long an incomplete message is kept after its first packet.</param>
    public PacketAssembler(int maxSets, TimeSpan maxAge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        _maxSets = maxSets;
        _maxAge = maxAge;
    }

    /// <summary>Sets given up, by age or number, that held a continuation; their readings are lost.</summary>
    public long DroppedSets { get; private set; }

    public int PendingSets => _sets.Count;

    /// <summary>
    /// The answers that the packets of the message completed last still wait for: all but those that passed as
    /// self-contained and the one that completed it.
    /// </summary>
    public byte[] WaitingAnswers { get; private set; } = [];

    /// <summary>All packets of the message completed last as they came, by number, each ended by CR LF.</summary>
    public byte[] Frames { get; private set; } = [];

    /// <summary>Takes one accepted packet.</summary>
    /// <param name="packet">Its bytes are copied.</param>
    /// <param name="now">Any steady time; sets older than the limit are given up by it.</param>
    /// <param name="whole">Filled only when the outcome is <see cref="PacketOutcome.Complete"/>.</param>
    public PacketOutcome Offer(Message packet, DateTimeOffset now, Message whole)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(whole);
        DropExpired(now);
        if (packet.Verdict != FrameVerdict.Accepted)
            return PacketOutcome.Rejected;
        bool isHead = packet.PacketNumber == 1 && packet.PacketCount > 1;
        if (packet.IsSelfContained && !isHead)
            return PacketOutcome.SelfContained;
        if (packet.PacketNumber > packet.PacketCount || packet.PacketCount > MaxPackets)
            return packet.IsSelfContained ? PacketOutcome.SelfContained : PacketOutcome.Rejected;

        string key = KeyOf(packet);
        PacketSet? set = FindSet(key, packet, out bool duplicate);
        if (duplicate)
            return isHead ? PacketOutcome.SelfContained : PacketOutcome.Duplicate;
        if (set is null)
        {
            set = new PacketSet(key, packet.PacketCount, now);
            _sets.Add(set);
            if (_sets.Count > _maxSets)
                Drop(_sets[0]);
        }

        set.Add(packet);
        if (!set.IsComplete)
            return isHead ? PacketOutcome.SelfContained : PacketOutcome.Waiting;
        _sets.Remove(set);
        WaitingAnswers =
        [
            .. set.Parts
                .Where(part => part.Number != packet.PacketNumber && (part.Number > 1 || !set.IsHeadUsed))
                .SelectMany(part => part.Answer),
        ];
        Frames = [.. set.Parts.SelectMany(part => (byte[])[.. part.Frame, .. "\r\n"u8])];
        return Assemble(set, whole);
    }

    PacketSet? FindSet(string key, Message packet, out bool duplicate)
    {
        duplicate = false;
        PacketSet? open = null;
        foreach (PacketSet set in _sets)
        {
            if (set.Key != key)
                continue;
            PacketSet.Part? held = set.At(packet.PacketNumber);
            if (held is null)
                open = set.HoldsQn(packet.Qn) || open is null ? set : open;
            else if (packet.Qn.SequenceEqual(held.Qn))
                duplicate = true;
        }

        return open;
    }

    void DropExpired(DateTimeOffset now)
    {
        while (_sets.Count > 0 && now - _sets[0].Since > _maxAge)
            Drop(_sets[0]);
    }

    void Drop(PacketSet set)
    {
        _sets.Remove(set);
        if (set.HoldsContinuation)
            DroppedSets++;
    }

    static PacketOutcome Assemble(PacketSet set, Message whole)
    {
        var segment = new ArrayBufferWriter<byte>();
        segment.Write(set.Head);
        segment.Write("CP=&&"u8);
        bool first = true;
        if (set.IsHeadUsed)
        {
            segment.Write("DataTime="u8);
            segment.Write(set.DataTime);
            first = false;
        }

        foreach (PacketSet.Part part in set.Parts)
        {
            if (set.IsHeadUsed && part.Number == 1)
                continue;
            if (!first)
                segment.Write(";"u8);
            segment.Write(part.Area.Span);
            first = false;
        }

        segment.Write("&&"u8);
        return FrameDecoder.DecodeSegment(segment.WrittenSpan, whole) == FrameVerdict.Accepted
            ? PacketOutcome.Complete
            : PacketOutcome.Rejected;
    }

    static string KeyOf(Message packet)
    {
        string device = $"{TextDecoding.Decode(packet.Mn)}|{TextDecoding.Decode(packet.St)}";
        return VerdictText.Invariant(
            $"{device}|{packet.Command}|{packet.PacketCount}|{TextDecoding.Decode(packet.Password)}");
    }
}
