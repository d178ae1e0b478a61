using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 突变: the level changes from one hour to the next by far more than the factor's largest usual movement, and stays
/// changed. A spike that comes back is none. After the policy's time the new level counts as the usual one.
/// </summary>
public struct Jump : IDetector<Jump>
{
    const string Section = "detectors.jump";
    const int NewestPriorHours = 3;

    long _last;
    long _largestMove;
    long _from;
    Exact _to;
    int _lastHour;
    int _learnt;
    int _start;
    int _held;
    bool _stands;

    public static string Rule => "data.jump";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        if (!hour.IsRunning)
            return null;
        long value = RunningLevel.Micro(hour.Value);
        Lead? lead = _start != 0 ? Hold(value, in hour, policy.Jump) : Look(value, in hour, policy.Jump);
        _last = value;
        _lastHour = hour.Number;
        return lead;
    }

    Lead? Look(long value, in HourSight hour, JumpPolicy policy)
    {
        long move = Math.Abs(value - _last);
        bool follows = Follows(in hour);
        if (follows && _learnt >= policy.WarmUpHours && IsJump(move, value, policy))
        {
            (_from, _to, _start, _held) = (_last, hour.Value, hour.Number, 1);
            return null;
        }

        if (follows)
            Learn(move, policy);
        _learnt = Math.Min(_learnt + 1, policy.WarmUpHours);
        return null;
    }

    readonly bool Follows(in HourSight hour) => hour.Number - _lastHour <= NewestPriorHours;

    public readonly LeadTally Tally(in Jump before, in HourSight hour, DetectorPolicy policy)
    {
        JumpPolicy jump = policy.Jump;
        bool isKnown = hour.IsRunning
            && (before._start != 0 || (before._learnt >= jump.WarmUpHours && before.Follows(in hour)));
        bool isHeld = isKnown && _start != 0;
        decimal move = hour.Value.HasValue ? Math.Abs(In(RunningLevel.Micro(hour.Value)) - In(before._last)) : 0;
        decimal largest = In(before._largestMove), bound = jump.TimesLargestMove * largest;
        int more = jump.HoldHours - _held;
        return new LeadTally
        {
            Rule = Rule,
            Hour = hour.Start,
            Oddity = !isKnown ? Oddity.Unknown : isHeld ? Oddity.Odd : Oddity.None,
            Counted = isHeld ? _held : 0,
            Reached = !isKnown ? 0
                : isHeld ? (decimal)_held / jump.HoldHours
                : bound > 0 ? Math.Min(1, move / bound) / (jump.HoldHours + 1)
                : 0,
            Why = !hour.IsRunning ? LeadTally.NotRunning(in hour)
                : !isKnown && before._learnt < jump.WarmUpHours
                    ? Invariant($"{before._learnt} hours are learnt from, {jump.WarmUpHours} are needed")
                : !isKnown ? Invariant($"the mean before is more than {NewestPriorHours} hours older")
                : isHeld ? Invariant($"hour mean jumped from {In(_from)} to {_to} and stayed for {_held} {LeadTally.Hours(_held)}; {jump.HoldHours} are a lead")
                : before._start != 0
                    ? Invariant($"hour mean came back to {hour.Value} after {before._held} {LeadTally.Hours(before._held)} at {before._to}, or that is usual now; a jump stays for {jump.HoldHours}")
                : Invariant($"hour mean moved by {move}, from {In(before._last)} to {hour.Value}; the largest usual movement is {largest}, more than {jump.TimesLargestMove} times that and {jump.TimesValue} times the smaller value is a jump"),
            More = isHeld
                ? Invariant($"{more} more {LeadTally.Hours(more)} on the far side of {In(_from)} and {_to}")
                : Invariant($"a movement above {bound} to {jump.TimesValue} times the smaller value, which stays for {jump.HoldHours} hours"),
            Figures =
            [
                .. LeadTally.Known(("hour mean", hour.Value)),
                new("movement", move),
                new("largest usual movement", largest),
                new("hours held", (decimal)(isHeld ? _held : 0), "h"),
                new(Section + ".timesLargestMove", jump.TimesLargestMove),
                new(Section + ".timesValue", jump.TimesValue),
                new(Section + ".holdHours", (decimal)jump.HoldHours, "h"),
                new(Section + ".warmUpHours", (decimal)jump.WarmUpHours, "h"),
            ],
        };
    }

    static decimal In(long micro) => Exact.Computed(new decimal(micro) / 1_000_000m).Value;

    readonly bool IsJump(long move, long value, JumpPolicy policy)
    {
        long small = Math.Min(value, _last), large = Math.Max(value, _last);
        return move > policy.TimesLargestMove * _largestMove
            && (small <= 0 || large >= policy.TimesValue * small);
    }

    void Learn(long move, JumpPolicy policy) =>
        _largestMove = Math.Max(move, _largestMove - _largestMove / policy.MemoryHours);

    Lead? Hold(long value, in HourSight hour, JumpPolicy policy)
    {
        long jump = RunningLevel.Micro(_to) - _from;
        long now = value - _from;
        bool isAway = jump > 0 ? now > jump / 2 : now < jump / 2;
        bool isAdopted = hour.Number - _start >= policy.AdoptHours;
        if (isAway && !isAdopted)
        {
            _held++;
            if (_stands || _held < policy.HoldHours)
                return null;
            _stands = true;
            return Lead(isOver: false, hour.Number, policy);
        }

        Lead? over = _stands ? Lead(isOver: true, hour.Number - 1, policy) : null;
        // What came back was how this factor moves.
        if (!_stands)
            Learn(Math.Abs(jump), policy);
        (_from, _to, _start, _held, _stands) = (0, default, 0, 0, false);
        return over;
    }

    readonly Lead Lead(bool isOver, int last, JumpPolicy policy)
    {
        var from = Exact.From(new decimal(_from) / 1_000_000m);
        var usual = Exact.From(new decimal(_largestMove) / 1_000_000m);
        return new Lead(
            Rule, isOver, HourSight.TimeOf(_start), HourSight.TimeOf(last + 1), _to, from,
            isOver
                ? Invariant($"the jump from {from} to {_to} is over after {last + 1 - _start} hours, or usual now")
                : Invariant($"hour mean jumped from {from} to {_to} and stayed for {_held} hours; ")
                    + Invariant($"the largest usual movement is {usual}, more than {policy.TimesLargestMove} ")
                    + "times that is a lead",
            [
                new("before", from),
                new("after", _to),
                new("largest usual movement", usual),
                new(Section + ".timesLargestMove", policy.TimesLargestMove),
                new(Section + ".timesValue", policy.TimesValue),
                new(Section + ".holdHours", (decimal)policy.HoldHours, "h"),
            ]);
    }

    public readonly void Write(EntryWriter writer)
    {
        writer.Int(_lastHour);
        if (_lastHour == 0)
            return;
        writer.Int(_learnt);
        writer.Signed(_last);
        writer.Signed(_largestMove);
        writer.Int(_start == 0 ? 0 : _lastHour - _start + 1);
        if (_start == 0)
            return;
        writer.Signed(_from);
        writer.Exact(_to);
        writer.Int(_held);
        writer.Bool(_stands);
    }

    public static Jump Read(ref EntryReader reader)
    {
        var read = new Jump { _lastHour = reader.Int() };
        if (read._lastHour == 0)
            return read;
        read._learnt = reader.Int();
        read._last = reader.Signed();
        read._largestMove = reader.Signed();
        int start = reader.Int();
        if (start == 0)
            return read;
        read._start = read._lastHour - start + 1;
        read._from = reader.Signed();
        read._to = reader.Exact();
        read._held = reader.Int();
        read._stands = reader.Bool();
        return read;
    }
}
