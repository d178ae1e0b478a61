using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>
/// A minute record (CN 2051) of one factor: the mean of <see cref="Length"/> minutes from <see cref="Minute"/>.
/// </summary>
/// <param name="Factor">Index of the factor in the point's state.</param>
/// <param name="IsOnTime">It came on time once, in this form or another.</param>
/// <param name="Extremes">
/// Tells a corrected minimum, maximum or total from a repeat: <see cref="Fingerprint.Extremes"/>.
/// </param>
public readonly record struct MinuteSlot(
    ushort Factor, byte Minute, byte Length, DataFlag Flag, bool IsOnTime, uint Extremes, Exact Value,
    Exact Converted)
{
    /// <summary>Whether there is a value and its flag lets it count.</summary>
    public bool IsValid(ValidityPolicy policy) => policy.Counts(Flag) && Value.HasValue;

    /// <summary>One bit for each minute of the hour that the record covers.</summary>
    public ulong Minutes => ((1UL << Length) - 1) << Minute;

    public void Write(EntryWriter writer)
    {
        writer.Unsigned(Factor);
        writer.Byte(Minute);
        writer.Byte(Length);
        writer.Byte((byte)Flag);
        writer.Bool(IsOnTime);
        writer.Unsigned(Extremes);
        writer.Exact(Value);
        writer.Exact(Converted);
    }

    public static MinuteSlot Read(ref EntryReader reader) => new(
        (ushort)reader.UnsignedUpTo(ushort.MaxValue),
        reader.Byte(),
        reader.Byte(),
        (DataFlag)reader.Byte(),
        reader.Bool(),
        (uint)reader.UnsignedUpTo(uint.MaxValue),
        reader.Exact(),
        reader.Exact());
}
