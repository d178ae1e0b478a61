using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// The last 64 hours, odd or not, and the lead that stands: raised when enough of the window are odd, over when enough
/// hours hold no odd one. So a value that swings about a threshold does not raise a lead an hour.
/// </summary>
public struct Persistence
{
    public const int Most = 64;

    ulong _odd;
    int _newest;
    int _lastOdd;
    int _start;

    /// <summary>A lead stands.</summary>
    public readonly bool Stands => _start != 0;

    /// <summary>Start of the lead's first odd hour; of the last lead's until it is over.</summary>
    public readonly BeijingTime Start => HourSight.TimeOf(_start);

    /// <summary>End of the newest odd hour.</summary>
    public readonly BeijingTime End => HourSight.TimeOf(_lastOdd + 1);

    public readonly int OddWithin(int hours) => BitOperations.PopCount(_odd & Mask(hours));

    /// <summary>The first odd hour of the window.</summary>
    readonly int FirstWithin(int hours) => _newest - BitOperations.Log2(_odd & Mask(hours));

    /// <param name="began">Start of the lead that this hour raises or ends; not set otherwise.</param>
    public LeadTurn Push(int hour, Oddity oddity, PersistencePolicy policy, out BeijingTime began)
    {
        began = default;
        int gap = hour - _newest;
        _odd = gap < Most ? _odd << gap : 0;
        _newest = hour;
        if (oddity == Oddity.Odd)
        {
            _odd |= 1;
            _lastOdd = hour;
            if (Stands || OddWithin(policy.WindowHours) < policy.OddHours)
                return LeadTurn.None;
            _start = FirstWithin(policy.WindowHours);
            began = Start;
            return LeadTurn.Raised;
        }

        if (oddity == Oddity.Unknown || !Stands || hour - _lastOdd < policy.ClearHours)
            return LeadTurn.None;
        began = Start;
        Forget();
        return LeadTurn.Over;
    }

    /// <summary>Odd hours so far count no more.</summary>
    public void Forget()
    {
        _odd = 0;
        _start = 0;
    }

    static ulong Mask(int hours) => hours >= Most ? ulong.MaxValue : (1UL << hours) - 1;

    public readonly void Write(EntryWriter writer)
    {
        writer.Int(_newest);
        if (_newest == 0)
            return;
        writer.Unsigned(_odd);
        writer.Int(_lastOdd == 0 ? 0 : _newest - _lastOdd + 1);
        writer.Int(_start == 0 ? 0 : _newest - _start + 1);
    }

    public static Persistence Read(ref EntryReader reader)
    {
        var read = new Persistence { _newest = reader.Int() };
        if (read._newest == 0)
            return read;
        read._odd = reader.Unsigned();
        int last = reader.Int(), start = reader.Int();
        read._lastOdd = last == 0 ? 0 : read._newest - last + 1;
        read._start = start == 0 ? 0 : read._newest - start + 1;
        return read;
    }
}
