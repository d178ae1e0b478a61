using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Points;

/// <summary>A mean with what is needed to judge it and to find the entries behind it.</summary>
public struct MeanCell
{
    public Exact Value;
    public Exact Converted;
    public DataFlag Flag;

    /// <summary>Why it does not count; none where it does.</summary>
    public VoidCause Cause;

    /// <summary>What for it was sampled by hand; none for an automatic mean. Not stored: see ManualHours.</summary>
    public SamplePurpose Purpose;

    /// <summary>
    /// Of how many values, each judged by itself, it is the one farthest out of its limit; 0 for a mean. Not stored: see
    /// ManualHours.
    /// </summary>
    public int WorstOf;

    /// <summary>
    /// Of a daily mean that decides whatever it has in it of marked time (<see cref="ToldDayRule"/>,
    /// <see cref="TouchedHours"/>): the seconds of it; 0 otherwise. Not stored.
    /// </summary>
    public int MarkedSeconds;

    /// <summary>Of one told alone: in how many of its hours a sample prevails; 0 otherwise. Not stored.</summary>
    public int SampledHours;

    /// <summary>It came, or what it is computed from began to come, on time.</summary>
    public bool IsOnTime;

    /// <summary>
    /// Tells a corrected minimum, maximum or total from a repeat: <see cref="Fingerprint.Extremes"/>.
    /// </summary>
    public uint Extremes;
    public long FirstEntry;
    public long LastEntry;

    public readonly bool IsSet => LastEntry != 0;

    public readonly bool IsValid => IsSet && Cause == VoidCause.None && Flag.IsValid() && Value.HasValue;

    /// <summary>What it is in words.</summary>
    public readonly string Noun => WorstOf > 0 ? "value" : "mean";

    public readonly Exact Figure => Converted.HasValue ? Converted : Value;

    public readonly bool SameContentAs(in MeanCell other) =>
        Value == other.Value && Converted == other.Converted && Flag == other.Flag && Extremes == other.Extremes;

    public readonly void Write(EntryWriter writer)
    {
        writer.Signed(LastEntry);
        if (!IsSet)
            return;
        writer.Signed(FirstEntry);
        writer.Exact(Value);
        writer.Exact(Converted);
        writer.Byte((byte)Flag);
        writer.Byte((byte)Cause);
        writer.Bool(IsOnTime);
        writer.Unsigned(Extremes);
    }

    public static MeanCell Read(ref EntryReader reader)
    {
        var cell = new MeanCell { LastEntry = reader.Signed() };
        if (!cell.IsSet)
            return cell;
        cell.FirstEntry = reader.Signed();
        cell.Value = reader.Exact();
        cell.Converted = reader.Exact();
        cell.Flag = (DataFlag)reader.Byte();
        cell.Cause = (VoidCause)reader.Byte();
        cell.IsOnTime = reader.Bool();
        cell.Extremes = (uint)reader.UnsignedUpTo(uint.MaxValue);
        return cell;
    }
}
