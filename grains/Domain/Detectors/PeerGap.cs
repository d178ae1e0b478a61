using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 同类排口差异: an outlet whose ratio to the median of its like leaves its own usual ratio, for most of a day. Outlets
/// that always differ are no lead. The usual ratio learns slowly and not from odd hours.
/// </summary>
public struct PeerGap : IDetector<PeerGap>
{
    const string Section = "detectors.peerGap";

    Persistence _lasting;
    RunningLevel _ratio;

    public static string Rule => "data.peerGap";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        if (!hour.IsRunning || RunningLevel.Ratio(hour.Value, hour.Peers) is not { } ratio)
            return null;
        PeerGapPolicy gap = policy.PeerGap;
        Oddity oddity = Of(ratio, gap);
        if (oddity != Oddity.Odd)
            _ratio.Add(ratio, gap.MemoryHours);
        LeadTurn turn = _lasting.Push(hour.Number, oddity, gap.Lasting, out BeijingTime began);
        return turn == LeadTurn.None ? null : Words(in hour, gap).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in PeerGap before, in HourSight hour, DetectorPolicy policy)
    {
        PeerGapPolicy gap = policy.PeerGap;
        long? ratio = hour.IsRunning ? RunningLevel.Ratio(hour.Value, hour.Peers) : null;
        Oddity oddity = ratio is { } known ? before.Of(known, gap) : Oddity.Unknown;
        string unknown = !hour.IsRunning ? LeadTally.NotRunning(in hour)
            : ratio is null ? "no value of its like is known for the hour"
            : Invariant($"{before._ratio.Count} hours are learnt from, {gap.WarmUpHours} are needed");
        return Words(in hour, gap).Tally(
            in hour, oddity, unknown,
            Invariant($"with a ratio to its like of more than {gap.TimesUsual} times the usual one, or that much less"),
            in _lasting);
    }

    readonly LastingWords Words(in HourSight hour, PeerGapPolicy gap)
    {
        decimal usual = decimal.Round(_ratio.Value, 3);
        return new LastingWords(
            Rule, Section, Invariant($"far from its like (now {hour.Value} to {hour.Peers}; usual ratio {usual})"),
            hour.Value, hour.Peers, gap.Lasting,
            [
                new FindingFigure("usual ratio", usual),
                new FindingFigure(Section + ".timesUsual", gap.TimesUsual),
            ]);
    }

    readonly Oddity Of(long ratio, PeerGapPolicy policy)
    {
        if (_ratio.Count < policy.WarmUpHours)
            return Oddity.Unknown;
        long usual = _ratio.Mean;
        bool isFar = ratio > policy.TimesUsual * usual || policy.TimesUsual * ratio < usual;
        return isFar ? Oddity.Odd : Oddity.None;
    }

    public readonly void Write(EntryWriter writer)
    {
        _ratio.Write(writer);
        _lasting.Write(writer);
    }

    public static PeerGap Read(ref EntryReader reader) => new()
    {
        _ratio = RunningLevel.Read(ref reader),
        _lasting = Persistence.Read(ref reader),
    };
}
