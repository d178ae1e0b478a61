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
        LeadTurn turn = _lasting.Push(hour.Number, Of(in hour, zero), zero.Lasting, out BeijingTime began);
        return turn == LeadTurn.None ? null : Words(in hour, zero).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in ZeroValue before, in HourSight hour, DetectorPolicy policy)
    {
        LastingWords words = Words(in hour, policy.Zero);
        return words.Tally(
            in hour, Of(in hour, policy.Zero), LeadTally.NotRunning(in hour), words.What, in _lasting);
    }

    static decimal BoundOf(in HourSight hour, ZeroPolicy policy) =>
        hour.Span.HasValue ? policy.ShareOfRange * hour.Span.Value : 0;

    static Oddity Of(in HourSight hour, ZeroPolicy policy) =>
        !hour.IsRunning ? Oddity.Unknown
        : hour.Value.Value <= BoundOf(in hour, policy) ? Oddity.Odd
        : Oddity.None;

    static LastingWords Words(in HourSight hour, ZeroPolicy policy)
    {
        decimal bound = BoundOf(in hour, policy);
        return new LastingWords(
            Rule, Section, Invariant($"at {bound} or below"), hour.Value, bound, policy.Lasting,
            [new FindingFigure(Section + ".shareOfRange", policy.ShareOfRange)]);
    }

    public readonly void Write(EntryWriter writer) => _lasting.Write(writer);

    public static ZeroValue Read(ref EntryReader reader) => new() { _lasting = Persistence.Read(ref reader) };
}
