using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Points;

/// <summary>The current or power of one device, of an instant or as the mean of some minutes.</summary>
/// <param name="Second">Of its hour, of the instant or of the start of the record.</param>
/// <param name="Minutes">That a record covers, 1 to 60; 0 of an instant.</param>
/// <param name="Value">None where what came does not count.</param>
public readonly record struct PowerReading(int Second, int Minutes, Exact Value)
{
    const int MinutesBits = 6;

    /// <summary>Readings of one key are the same reading, sent again.</summary>
    public int Key => Second << MinutesBits | Minutes;

    public int Minute => Second / 60;

    /// <summary>The states of the hour with this reading.</summary>
    public MinuteStates In(MinuteStates hour, decimal onAbove) => Value.HasValue
        ? hour.With(((1UL << Math.Max(Minutes, 1)) - 1) << Minute, Value.Value > onAbove)
        : hour;

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)Key);
        writer.Exact(Value);
    }

    public static PowerReading Read(ref EntryReader reader)
    {
        int key = (int)reader.UnsignedUpTo(3600 << MinutesBits);
        return new PowerReading(key >> MinutesBits, key & ((1 << MinutesBits) - 1), reader.Exact());
    }
}
