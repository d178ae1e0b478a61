using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Detectors;

/// <summary>All detectors of one factor of one point: some 500 bytes in memory, fewer in storage.</summary>
public sealed class FactorDetectors
{
    ConstantValue _constant;
    ZeroValue _zero;
    NearLimit _nearLimit;
    Jump _jump;
    MissingHours _missing;
    OverRange _overRange;
    StopRunning _stopRunning;
    OxygenContradiction _oxygen;
    PeerGap _peerGap;
    ParameterChange _parameter;
    MarksOverlap _marks;

    /// <summary>The rules of all of them, as findings name them.</summary>
    public static IReadOnlyList<string> Rules { get; } =
    [
        ConstantValue.Rule, ZeroValue.Rule, NearLimit.Rule, Jump.Rule, MissingHours.Rule, OverRange.Rule,
        StopRunning.Rule, OxygenContradiction.Rule, PeerGap.Rule, ParameterChange.Rule, MarksOverlap.Rule,
    ];

    /// <summary>Sees the next hour; leads that begin or are over go to <paramref name="leads"/>.</summary>
    public void See(in HourSight hour, DetectorPolicy policy, List<Lead> leads)
    {
        Add(_constant.See(in hour, policy), leads);
        Add(_zero.See(in hour, policy), leads);
        Add(_nearLimit.See(in hour, policy), leads);
        Add(_jump.See(in hour, policy), leads);
        Add(_missing.See(in hour, policy), leads);
        Add(_overRange.See(in hour, policy), leads);
        Add(_stopRunning.See(in hour, policy), leads);
        Add(_oxygen.See(in hour, policy), leads);
        Add(_peerGap.See(in hour, policy), leads);
        Add(_parameter.See(in hour, policy), leads);
        Add(_marks.See(in hour, policy), leads);
    }

    /// <summary>How far the hour that was seen last brought each of them, in the order of <see cref="Rules"/>.</summary>
    /// <param name="before">The detectors as they were before they saw the hour.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="policy">That it was seen under.</param>
    public IEnumerable<LeadTally> Tally(FactorDetectors before, HourSight hour, DetectorPolicy policy) =>
    [
        _constant.Tally(in before._constant, in hour, policy),
        _zero.Tally(in before._zero, in hour, policy),
        _nearLimit.Tally(in before._nearLimit, in hour, policy),
        _jump.Tally(in before._jump, in hour, policy),
        _missing.Tally(in before._missing, in hour, policy),
        _overRange.Tally(in before._overRange, in hour, policy),
        _stopRunning.Tally(in before._stopRunning, in hour, policy),
        _oxygen.Tally(in before._oxygen, in hour, policy),
        _peerGap.Tally(in before._peerGap, in hour, policy),
        _parameter.Tally(in before._parameter, in hour, policy),
        _marks.Tally(in before._marks, in hour, policy),
    ];

    static void Add(Lead? lead, List<Lead> leads)
    {
        if (lead is not null)
            leads.Add(lead);
    }

    public FactorDetectors Copy() => (FactorDetectors)MemberwiseClone();

    public void Write(EntryWriter writer)
    {
        _constant.Write(writer);
        _zero.Write(writer);
        _nearLimit.Write(writer);
        _jump.Write(writer);
        _missing.Write(writer);
        _overRange.Write(writer);
        _stopRunning.Write(writer);
        _oxygen.Write(writer);
        _peerGap.Write(writer);
        _parameter.Write(writer);
        _marks.Write(writer);
    }

    public static FactorDetectors Read(ref EntryReader reader) => new()
    {
        _constant = ConstantValue.Read(ref reader),
        _zero = ZeroValue.Read(ref reader),
        _nearLimit = NearLimit.Read(ref reader),
        _jump = Jump.Read(ref reader),
        _missing = MissingHours.Read(ref reader),
        _overRange = OverRange.Read(ref reader),
        _stopRunning = StopRunning.Read(ref reader),
        _oxygen = OxygenContradiction.Read(ref reader),
        _peerGap = PeerGap.Read(ref reader),
        _parameter = ParameterChange.Read(ref reader),
        _marks = MarksOverlap.Read(ref reader),
    };
}
