using System.Buffers;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Hj212;

namespace Qianliyan.Gateway;

/// <summary>
/// Messages split into packets that cannot be used alone (拆分包): parts wait here, unanswered, until the message is
/// whole; then its answers go out together. The first packet was usable and is recorded already, so its factors are
/// taken out of the whole.
/// </summary>
sealed class SplitMessages(TimeProvider time)
{
    readonly PacketAssembler _assembler = new(maxSets: 16, maxAge: TimeSpan.FromMinutes(5));
    readonly Dictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    public PacketOutcome Offer(string point, Message packet, Message whole)
    {
        PacketOutcome outcome = _assembler.Offer(packet, time.GetUtcNow(), whole);
        if (outcome == PacketOutcome.SelfContained && packet.PacketNumber == 1)
            _waiting[point] = new Waiting(FactorsOf(packet), new ArrayBufferWriter<byte>(128));
        else if (outcome is PacketOutcome.Waiting or PacketOutcome.Duplicate)
            Answers.TryWriteDue(WaitingOf(point).Answers, packet);
        return outcome;
    }

    /// <summary>What the parts of a whole message added to its first packet, and the answers that wait for it.</summary>
    public Observation Complete(string point, Observation whole, IBufferWriter<byte> answers)
    {
        if (!_waiting.Remove(point, out Waiting? waiting))
            return whole;
        answers.Write(waiting.Answers.WrittenSpan);
        return whole with { Readings = [.. whole.Readings.Where(reading => !waiting.Recorded.Contains(reading.Factor))] };
    }

    Waiting WaitingOf(string point)
    {
        if (!_waiting.TryGetValue(point, out Waiting? waiting))
            _waiting.Add(point, waiting = new Waiting([], new ArrayBufferWriter<byte>(128)));
        return waiting;
    }

    static HashSet<FactorCode> FactorsOf(Message packet)
    {
        var codes = new HashSet<FactorCode>();
        foreach (ref readonly FactorField factor in packet.Factors)
            codes.Add(factor.Code);
        return codes;
    }

    sealed record Waiting(HashSet<FactorCode> Recorded, ArrayBufferWriter<byte> Answers);
}
