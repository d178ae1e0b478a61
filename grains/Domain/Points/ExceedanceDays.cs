using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The natural days of the last 128 on which something was exceeded (超标日), as a bit a day. Setting and clearing
/// commute, so days that arrive late or are corrected give the same counts as days in order.
/// </summary>
public struct ExceedanceDays
{
    // Two words and not a UInt128, which would be aligned to 16 bytes: there is one of these per factor.
    ulong _low;
    ulong _high;

    // The newest day ever set: it stays when that day is cleared, or the order of marking would show.
    int _newestDay;

    /// <summary>The newest day ever set; 0 before the first.</summary>
    public readonly int Newest => _newestDay;

    UInt128 Bits
    {
        readonly get => new(_high, _low);
        set => (_high, _low) = ((ulong)(value >> 64), (ulong)value);
    }

    /// <summary>
    /// Sets or clears a day. Days more than 127 before the newest one ever set are out of reach and ignored.
    /// </summary>
    public void Mark(int day, bool exceeded)
    {
        if (day > _newestDay)
        {
            if (!exceeded)
                return;
            int shift = day - _newestDay;
            Bits = shift >= 128 ? 0 : Bits << shift;
            _newestDay = day;
        }

        int age = _newestDay - day;
        if (age >= 128)
            return;
        UInt128 bit = UInt128.One << age;
        Bits = exceeded ? Bits | bit : Bits & ~bit;
    }

    public readonly bool Contains(int day) => Count(day, day) == 1;

    /// <summary>The newest day exceeded before a given one; 0 where none is known.</summary>
    public readonly int NewestBefore(int day)
    {
        UInt128 older = day > _newestDay ? Bits
            : _newestDay - day >= 127 ? 0
            : Bits >> (_newestDay - day + 1) << (_newestDay - day + 1);
        return older == 0 ? 0 : _newestDay - (int)UInt128.TrailingZeroCount(older);
    }

    /// <summary>How many days from first to last, both included.</summary>
    public readonly int Count(int firstDay, int lastDay)
    {
        int youngest = Math.Max(0, _newestDay - lastDay);
        int oldest = Math.Min(127, _newestDay - firstDay);
        if (youngest > oldest)
            return 0;
        UInt128 window = (Bits >> youngest) & (UInt128.MaxValue >> (127 - (oldest - youngest)));
        return BitOperations.PopCount((ulong)window) + BitOperations.PopCount((ulong)(window >> 64));
    }

    public readonly int InLast30(int today) => Count(today - 29, today);

    public readonly int InMonth(BeijingTime now)
    {
        DateOnly today = now.Date;
        return Count(BeijingTime.DayNumberOf(new DateOnly(today.Year, today.Month, 1)), now.DayNumber);
    }

    public readonly int InQuarter(BeijingTime now)
    {
        DateOnly today = now.Date;
        int firstMonth = (today.Month - 1) / 3 * 3 + 1;
        return Count(BeijingTime.DayNumberOf(new DateOnly(today.Year, firstMonth, 1)), now.DayNumber);
    }

    public readonly void Write(EntryWriter writer)
    {
        writer.Unsigned(_low);
        writer.Unsigned(_high);
        writer.Int(_newestDay);
    }

    public static ExceedanceDays Read(ref EntryReader reader) =>
        new() { _low = reader.Unsigned(), _high = reader.Unsigned(), _newestDay = reader.Int() };
}
