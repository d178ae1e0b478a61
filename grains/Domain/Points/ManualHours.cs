using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;

namespace Qianliyan.Domain.Points;

/// <summary>What manual monitoring measured in the hours of a factor's natural day, beside the automatic means.</summary>
public sealed class ManualHours
{
    readonly MeanCell[] _hours = new MeanCell[FactorDay.Hours];
    uint _prevailing;

    /// <summary>The hours with a value, a bit each.</summary>
    public uint Sampled { get; private set; }

    /// <summary>Not set in an hour without sample.</summary>
    public ref readonly MeanCell this[int hour] => ref _hours[hour];

    /// <summary>Whether it counts beside an automatic mean.</summary>
    public bool Counts(int hour, bool isAutomaticValid) =>
        _hours[hour].IsValid && (!isAutomaticValid || (_prevailing >> hour & 1) != 0);

    /// <summary>Whether it counts in any hour instead of an automatic mean.</summary>
    public bool AnyPrevails
    {
        get
        {
            bool any = false;
            for (int hour = 0; hour < _hours.Length; hour++)
                any |= Prevails(hour);
            return any;
        }
    }

    public bool Prevails(int hour) => _hours[hour].IsValid && (_prevailing >> hour & 1) != 0;

    public void Put(int hour, in MeanCell mean, bool prevails)
    {
        _hours[hour] = mean;
        Sampled |= 1u << hour;
        _prevailing = prevails ? _prevailing | 1u << hour : _prevailing & ~(1u << hour);
    }

    /// <summary>Whether an hour says the same as that of another day's samples, or as none.</summary>
    public static bool IsSame(ManualHours? one, ManualHours? other, int hour)
    {
        MeanCell mine = one?._hours[hour] ?? default, theirs = other?._hours[hour] ?? default;
        return mine.SameContentAs(in theirs)
            && mine.Purpose == theirs.Purpose
            && mine.Cause == theirs.Cause
            && mine.FirstEntry == theirs.FirstEntry
            && mine.LastEntry == theirs.LastEntry
            && ((one?._prevailing ?? 0) >> hour & 1) == ((other?._prevailing ?? 0) >> hour & 1);
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned(Sampled);
        writer.Unsigned(_prevailing);
        for (uint rest = Sampled; rest != 0; rest &= rest - 1)
        {
            ref readonly MeanCell mean = ref _hours[BitOperations.TrailingZeroCount(rest)];
            mean.Write(writer);
            writer.Byte((byte)mean.Purpose);
        }
    }

    public static ManualHours Read(ref EntryReader reader)
    {
        var manual = new ManualHours
        {
            Sampled = (uint)reader.UnsignedUpTo((1u << FactorDay.Hours) - 1),
            _prevailing = (uint)reader.UnsignedUpTo((1u << FactorDay.Hours) - 1),
        };
        for (uint rest = manual.Sampled; rest != 0; rest &= rest - 1)
        {
            MeanCell mean = MeanCell.Read(ref reader);
            mean.Purpose = (SamplePurpose)reader.Byte();
            manual._hours[BitOperations.TrailingZeroCount(rest)] = mean;
        }

        return manual;
    }
}
