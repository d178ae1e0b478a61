using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 氧含量与浓度矛盾: air that gets into flue gas dilutes oxygen's deficit (21 less measured) and concentration alike. Where
/// one changes much against its usual level and the other does not follow, or where the gas is air and yet carries the
/// usual concentration, one of the two is not measured in this gas. Oxygen shown too low makes converted values small.
/// </summary>
public struct OxygenContradiction : IDetector<OxygenContradiction>
{
    const string Section = "detectors.oxygen";

    Persistence _lasting;
    RunningLevel _deficit;
    RunningLevel _concentration;

    public static string Rule => "data.oxygen";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        if (!hour.Oxygen.HasValue || !hour.IsRunning)
            return null;
        OxygenLeadPolicy oxygen = policy.Oxygen;
        (long deficit, long concentration) = Levels(in hour, oxygen);
        Oddity oddity = Of(in hour, deficit, concentration, oxygen);
        if (oddity != Oddity.Odd)
        {
            _deficit.Add(deficit, oxygen.MemoryHours);
            _concentration.Add(concentration, oxygen.MemoryHours);
        }

        LeadTurn turn = _lasting.Push(hour.Number, oddity, oxygen.Lasting, out BeijingTime began);
        return turn == LeadTurn.None ? null : Words(in hour, oxygen).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in OxygenContradiction before, in HourSight hour, DetectorPolicy policy)
    {
        OxygenLeadPolicy oxygen = policy.Oxygen;
        bool isSeen = hour.Oxygen.HasValue && hour.IsRunning;
        (long deficit, long concentration) = isSeen ? Levels(in hour, oxygen) : default;
        Oddity oddity = isSeen ? before.Of(in hour, deficit, concentration, oxygen) : Oddity.Unknown;
        string unknown = !hour.IsRunning ? LeadTally.NotRunning(in hour)
            : !hour.Oxygen.HasValue ? "the hour has no valid oxygen"
            : before._deficit.Count < oxygen.WarmUpHours
                ? Invariant($"{before._deficit.Count} hours are learnt from, {oxygen.WarmUpHours} are needed")
            : "the usual oxygen or concentration is nothing to compare with";
        string needs = Invariant($"with an oxygen deficit changed by more than {oxygen.DeficitChange} of the usual one ")
            + Invariant($"and a concentration within {oxygen.ConcentrationChange} of the usual, or with oxygen from ")
            + Invariant($"{oxygen.AirFromPercent} % on and more than {oxygen.ShareInAir} of the usual concentration");
        LeadTally tally = Words(in hour, oxygen).Tally(in hour, oddity, unknown, needs, in _lasting);
        return oddity == Oddity.Unknown ? tally : tally with
        {
            Figures =
            [
                new("deficit change", decimal.Round(DeficitChange(deficit, before._deficit.Mean), 4)),
                new("share of usual concentration", decimal.Round(OfUsual(concentration, before._concentration.Mean), 4)),
                .. tally.Figures,
            ],
        };
    }

    static (long Deficit, long Concentration) Levels(in HourSight hour, OxygenLeadPolicy policy) => (
        RunningLevel.Micro(Exact.From(policy.AirPercent - hour.Oxygen.Value)), RunningLevel.Micro(hour.Value));

    readonly LastingWords Words(in HourSight hour, OxygenLeadPolicy oxygen)
    {
        decimal usualOxygen = decimal.Round(oxygen.AirPercent - _deficit.Value, 3);
        decimal usual = decimal.Round(_concentration.Value, 3);
        return new LastingWords(
            Rule, Section,
            Invariant($"with oxygen against concentration (now {hour.Oxygen} % and {hour.Value}, ")
                + Invariant($"usually {usualOxygen} % and {usual})"),
            hour.Oxygen, usualOxygen, oxygen.Lasting,
            [
                new FindingFigure("concentration", hour.Value),
                new FindingFigure("usual concentration", usual),
                new FindingFigure(Section + ".deficitChange", oxygen.DeficitChange),
                new FindingFigure(Section + ".concentrationChange", oxygen.ConcentrationChange),
                new FindingFigure(Section + ".airFromPercent", oxygen.AirFromPercent, "%"),
                new FindingFigure(Section + ".shareInAir", oxygen.ShareInAir),
            ]);
    }

    readonly Oddity Of(in HourSight hour, long deficit, long concentration, OxygenLeadPolicy policy)
    {
        if (_deficit.Count < policy.WarmUpHours || _deficit.Mean <= 0 || _concentration.Mean <= 0)
            return Oddity.Unknown;
        decimal ofUsual = OfUsual(concentration, _concentration.Mean);
        if (hour.Oxygen.Value >= policy.AirFromPercent)
            return ofUsual > policy.ShareInAir ? Oddity.Odd : Oddity.None;
        return DeficitChange(deficit, _deficit.Mean) > policy.DeficitChange
            && Math.Abs(ofUsual - 1) <= policy.ConcentrationChange
                ? Oddity.Odd
                : Oddity.None;
    }

    static decimal OfUsual(long concentration, long usual) => (decimal)concentration / usual;

    static decimal DeficitChange(long deficit, long usual) => Math.Abs((decimal)deficit / usual - 1);

    public readonly void Write(EntryWriter writer)
    {
        _deficit.Write(writer);
        _concentration.Write(writer);
        _lasting.Write(writer);
    }

    public static OxygenContradiction Read(ref EntryReader reader) => new()
    {
        _deficit = RunningLevel.Read(ref reader),
        _concentration = RunningLevel.Read(ref reader),
        _lasting = Persistence.Read(ref reader),
    };
}
