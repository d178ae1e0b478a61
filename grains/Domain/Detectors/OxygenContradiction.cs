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
        long deficit = RunningLevel.Micro(Exact.From(policy.Oxygen.AirPercent - hour.Oxygen.Value));
        long concentration = RunningLevel.Micro(hour.Value);
        Oddity oddity = Of(in hour, deficit, concentration, oxygen);
        if (oddity != Oddity.Odd)
        {
            _deficit.Add(deficit, oxygen.MemoryHours);
            _concentration.Add(concentration, oxygen.MemoryHours);
        }

        LeadTurn turn = _lasting.Push(hour.Number, oddity, oxygen.Lasting, out BeijingTime began);
        if (turn == LeadTurn.None)
            return null;
        decimal usualOxygen = decimal.Round(oxygen.AirPercent - _deficit.Value, 3);
        decimal usual = decimal.Round(_concentration.Value, 3);
        return LeadFigures.Lasting(
            Rule, turn, began, in _lasting, oxygen.Lasting, Section,
            Invariant($"with oxygen against concentration (now {hour.Oxygen} % and {hour.Value}, ")
                + Invariant($"usually {usualOxygen} % and {usual})"),
            hour.Oxygen, usualOxygen,
            new FindingFigure("concentration", hour.Value),
            new FindingFigure("usual concentration", usual),
            new FindingFigure(Section + ".deficitChange", oxygen.DeficitChange),
            new FindingFigure(Section + ".concentrationChange", oxygen.ConcentrationChange),
            new FindingFigure(Section + ".airFromPercent", oxygen.AirFromPercent, "%"),
            new FindingFigure(Section + ".shareInAir", oxygen.ShareInAir));
    }

    readonly Oddity Of(in HourSight hour, long deficit, long concentration, OxygenLeadPolicy policy)
    {
        if (_deficit.Count < policy.WarmUpHours || _deficit.Mean <= 0 || _concentration.Mean <= 0)
            return Oddity.Unknown;
        decimal ofUsual = (decimal)concentration / _concentration.Mean;
        if (hour.Oxygen.Value >= policy.AirFromPercent)
            return ofUsual > policy.ShareInAir ? Oddity.Odd : Oddity.None;
        decimal deficitChange = Math.Abs((decimal)deficit / _deficit.Mean - 1);
        return deficitChange > policy.DeficitChange && Math.Abs(ofUsual - 1) <= policy.ConcentrationChange
            ? Oddity.Odd
            : Oddity.None;
    }

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
