using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 恒值: hourly means that stay equal for longer than their usual movement explains. A value that moves by fifty steps of
/// its last digit an hour does not stand still by chance; one that moves by half a step does. Zeros are
/// <see cref="ZeroValue"/>'s; hours without a value neither end nor lengthen a run.
/// </summary>
public struct ConstantValue : IDetector<ConstantValue>
{
    RunningLevel _movement;
    Exact _value;
    int _start;
    int _last;
    int _equal;
    bool _stands;

    public static string Rule => "data.constant";

    /// <summary>Usual movement from hour to hour, in the factor's unit.</summary>
    public readonly decimal Movement => _movement.Value;

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        if (!hour.IsRunning)
            return null;
        Exact value = hour.Value;
        if (value != _value)
            return Moved(value, hour.Number, policy.Constant);
        _last = hour.Number;
        _equal++;
        if (_stands || value.Mantissa == 0 || Tier(policy.Constant) is not { } tier || _equal < tier.Hours)
            return null;
        _stands = true;
        return Lead(isOver: false, tier.Hours, policy.Constant);
    }

    public readonly LeadTally Tally(in ConstantValue before, in HourSight hour, DetectorPolicy policy)
    {
        int? needed = Tier(policy.Constant)?.Hours;
        bool isKnown = hour.IsRunning, isZero = _value.Mantissa == 0;
        string stood = StoodAt(policy.Constant);
        int more = Math.Max(0, (needed ?? 0) - _equal);
        return new LeadTally
        {
            Rule = Rule,
            Hour = hour.Start,
            Oddity = !isKnown ? Oddity.Unknown : _equal > 1 && !isZero ? Oddity.Odd : Oddity.None,
            Counted = isZero || _equal == 1 ? 0 : _equal,
            Reached = isZero || needed is not > 0 ? 0 : (decimal)_equal / needed.Value,
            Why = !isKnown ? $"{LeadTally.NotRunning(in hour)}; it neither ends nor lengthens a run of equal means"
                : isZero ? $"the hour mean is 0, which {ZeroValue.Rule} watches"
                : needed is null ? $"{stood}, for which no number of equal hours is a lead"
                : Invariant($"{stood}, for which {needed} equal hours are a lead"),
            More = Invariant($"{more} more {LeadTally.Hours(more)} at {_value}"),
            Figures =
            [
                .. LeadTally.Known(("hour mean", _value)),
                .. Figures(needed, policy.Constant),
                new("detectors.constant.shareOfValue", policy.Constant.ShareOfValue),
            ],
        };
    }

    Lead? Moved(Exact value, int number, ConstantPolicy policy)
    {
        Lead? over = _stands ? Lead(isOver: true, needed: null, policy) : null;
        if (_value.HasValue)
        {
            // Standing still is part of how a value moves, unless it was the oddity itself.
            for (int still = over is null ? Math.Min(_equal - 1, policy.MemoryHours) : 0; still > 0; still--)
                _movement.Add(0, policy.MemoryHours);
            _movement.Add(Math.Abs(RunningLevel.Micro(value) - RunningLevel.Micro(_value)), policy.MemoryHours);
        }

        (_value, _start, _last, _equal, _stands) = (value, number, number, 1, false);
        return over;
    }

    readonly ConstantTier? Tier(ConstantPolicy policy)
    {
        decimal steps = Steps(policy);
        ConstantTier? reached = null;
        for (int i = 0; i < policy.Tiers.Count && policy.Tiers[i].Steps <= steps; i++)
            reached = policy.Tiers[i];
        return reached;
    }

    /// <summary>
    /// Usual movement in steps of the last written digit, a step being a millionth at least; never more than a share of
    /// the value itself, for near its bottom an instrument hardly moves.
    /// </summary>
    readonly decimal Steps(ConstantPolicy policy)
    {
        long step = 1;
        for (int scale = _value.Scale; scale < 6; scale++)
            step *= 10;
        decimal most = policy.ShareOfValue * Math.Abs(RunningLevel.Micro(_value));
        return decimal.Round(Math.Min(_movement.Mean, most) / step, 2);
    }

    readonly Lead Lead(bool isOver, int? needed, ConstantPolicy policy) => new(
        Rule, isOver, HourSight.TimeOf(_start), HourSight.TimeOf(_last + 1), _value,
        needed is { } bound ? (decimal)bound : Exact.None,
        isOver
            ? Invariant($"hour means stood at {_value} for {_equal} hours")
            : Invariant($"{StoodAt(policy)}, for which {needed} equal hours are a lead"),
        Figures(needed, policy));

    readonly string StoodAt(ConstantPolicy policy) =>
        Invariant($"hour means have stood at {_value} for {_equal} {LeadTally.Hours(_equal)}; they usually move by ")
        + Invariant($"{Steps(policy)} steps of the last digit an hour");

    readonly ValueList<FindingFigure> Figures(int? needed, ConstantPolicy policy)
    {
        FindingFigure equal = new("equal hours", (decimal)_equal, "h"), steps = new("usual steps", Steps(policy));
        return needed is { } hours
            ? [equal, steps, new("detectors.constant.tiers.hours", (decimal)hours, "h")]
            : [equal, steps];
    }

    public readonly void Write(EntryWriter writer)
    {
        writer.Exact(_value);
        if (!_value.HasValue)
            return;
        _movement.Write(writer);
        writer.Int(_last);
        writer.Int(_last - _start);
        writer.Int(_equal);
        writer.Bool(_stands);
    }

    public static ConstantValue Read(ref EntryReader reader)
    {
        var read = new ConstantValue { _value = reader.Exact() };
        if (!read._value.HasValue)
            return read;
        read._movement = RunningLevel.Read(ref reader);
        read._last = reader.Int();
        read._start = read._last - reader.Int();
        read._equal = reader.Int();
        read._stands = reader.Bool();
        return read;
    }
}
