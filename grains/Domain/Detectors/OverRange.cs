using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 超量程: values outside the measuring range or the plausible bounds, or with flag T. What lies over the range is not
/// known, so a range set too low hides exceedances.
/// </summary>
public struct OverRange : IDetector<OverRange>
{
    Persistence _lasting;

    public static string Rule => "data.overRange";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        LeadTurn turn = _lasting.Push(hour.Number, Of(in hour), policy.OverRange, out BeijingTime began);
        return turn == LeadTurn.None ? null : Words(in hour, policy.OverRange).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in OverRange before, in HourSight hour, DetectorPolicy policy)
    {
        LastingWords words = Words(in hour, policy.OverRange);
        return words.Tally(in hour, Of(in hour), LeadTally.NotRunning(in hour), words.What, in _lasting);
    }

    static LastingWords Words(in HourSight hour, PersistencePolicy policy)
    {
        Exact bound = hour.RangeBottom.HasValue && hour.Value.HasValue && hour.Value < hour.RangeBottom
            ? hour.RangeBottom
            : hour.RangeTop;
        string range = hour.RangeTop.HasValue ? $"outside {hour.RangeBottom}..{hour.RangeTop}" : "over range (flag T)";
        return new LastingWords(Rule, "detectors.overRange", range, hour.Value, bound, policy, []);
    }

    static Oddity Of(in HourSight hour)
    {
        if (hour.Flag == DataFlag.OverRange && !hour.IsMarked)
            return Oddity.Odd;
        if (!hour.IsRunning)
            return Oddity.Unknown;
        bool isOutside = (hour.RangeTop.HasValue && hour.Value > hour.RangeTop)
            || (hour.RangeBottom.HasValue && hour.Value < hour.RangeBottom);
        return isOutside ? Oddity.Odd : Oddity.None;
    }

    public readonly void Write(EntryWriter writer) => _lasting.Write(writer);

    public static OverRange Read(ref EntryReader reader) => new() { _lasting = Persistence.Read(ref reader) };
}
