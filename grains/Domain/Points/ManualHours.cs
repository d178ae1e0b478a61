using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;

namespace Qianliyan.Domain.Points;

/// <summary>What manual monitoring measured in the hours of a factor's natural day, beside the automatic means.</summary>
public sealed class ManualHours
{
    readonly MeanCell[] _hours = new MeanCell[FactorDay.Hours];

    /// <summary>The hours with a value, a bit each.</summary>
    public uint Sampled { get; private set; }

    /// <summary>Those of them in which it counts instead of an automatic mean, a bit each.</summary>
    public uint Prevailing { get; private set; }

    /// <summary>Not set in an hour without sample.</summary>
    public ref readonly MeanCell this[int hour] => ref _hours[hour];

    /// <summary>Whether it counts beside an automatic mean.</summary>
    public bool Counts(int hour, bool isAutomaticValid) =>
        _hours[hour].IsValid && (!isAutomaticValid || Prevails(hour));

    /// <summary>Whether it counts in any hour instead of an automatic mean.</summary>
    public bool AnyPrevails => Prevailing != 0;

    public bool Prevails(int hour) => (Prevailing >> hour & 1) != 0;

    /// <param name="hour">One without a value so far.</param>
    /// <param name="mean">What was sampled; one that does not count does not prevail.</param>
    /// <param name="prevails">It counts instead of an automatic mean.</param>
    public void Put(int hour, in MeanCell mean, bool prevails)
    {
        _hours[hour] = mean;
        Sampled |= 1u << hour;
        Prevailing |= prevails ? 1u << hour : 0;
    }

    /// <summary>Whether an hour says the same as that of another day's samples, or as none.</summary>
    public static bool IsSame(ManualHours? one, ManualHours? other, int hour)
    {
        MeanCell mine = one?._hours[hour] ?? default, theirs = other?._hours[hour] ?? default;
        return mine.SameContentAs(in theirs)
            && mine.Purpose == theirs.Purpose
            && mine.WorstOf == theirs.WorstOf
            && mine.Cause == theirs.Cause
            && mine.FirstEntry == theirs.FirstEntry
            && mine.LastEntry == theirs.LastEntry
            && ((one?.Prevailing ?? 0) >> hour & 1) == ((other?.Prevailing ?? 0) >> hour & 1);
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned(Sampled);
        writer.Unsigned(Prevailing);
        for (uint rest = Sampled; rest != 0; rest &= rest - 1)
        {
            ref readonly MeanCell mean = ref _hours[BitOperations.TrailingZeroCount(rest)];
            mean.Write(writer);
            writer.Byte((byte)mean.Purpose);
            writer.Int(mean.WorstOf);
        }
    }

    public static ManualHours Read(ref EntryReader reader)
    {
        var manual = new ManualHours
        {
            Sampled = (uint)reader.UnsignedUpTo((1u << FactorDay.Hours) - 1),
            Prevailing = (uint)reader.UnsignedUpTo((1u << FactorDay.Hours) - 1),
        };
        for (uint rest = manual.Sampled; rest != 0; rest &= rest - 1)
        {
            MeanCell mean = MeanCell.Read(ref reader);
            mean.Purpose = (SamplePurpose)reader.Byte();
            mean.WorstOf = reader.Int();
            manual._hours[BitOperations.TrailingZeroCount(rest)] = mean;
        }

        return manual;
    }
}
