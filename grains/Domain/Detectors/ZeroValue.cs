using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 零值: a running plant whose instrument shows zero for hours: at or below zero, or, where the measuring range is
/// known, within the policy's share of it.
/// </summary>
public struct ZeroValue : IDetector<ZeroValue>
{
    const string Section = "detectors.zero";

    Persistence _lasting;

    public static string Rule => "data.zero";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        ZeroPolicy zero = policy.Zero;
        decimal bound = hour.Span.HasValue ? zero.ShareOfRange * hour.Span.Value : 0;
        Oddity oddity = !hour.IsRunning ? Oddity.Unknown
            : hour.Value.Mantissa <= 0 || hour.Value.Value <= bound ? Oddity.Odd
            : Oddity.None;
        LeadTurn turn = _lasting.Push(hour.Number, oddity, zero.Lasting, out BeijingTime began);
        return turn == LeadTurn.None
            ? null
            : LeadFigures.Lasting(
                Rule, turn, began, in _lasting, zero.Lasting, Section,
                Invariant($"at {bound} or below"), hour.Value, bound,
                new FindingFigure(Section + ".shareOfRange", zero.ShareOfRange));
    }

    public readonly void Write(EntryWriter writer) => _lasting.Write(writer);

    public static ZeroValue Read(ref EntryReader reader) => new() { _lasting = Persistence.Read(ref reader) };
}
