using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What the minute records of an hour show that has no mean that counts: by their flags a stop, a maintenance, a range
/// that is passed. Instants leave no such trace.
/// </summary>
/// <param name="Flag">The commonest flag that voids, where it takes the hour its minutes; else normal.</param>
/// <param name="Value">
/// Mean of all values whatever their flags; none of fewer minutes than a mean that counts needs.
/// </param>
public readonly record struct HourShown(DataFlag Flag, Exact Value)
{
    public bool IsSet => Flag != DataFlag.None;

    /// <param name="needed">Minutes that a mean needs.</param>
    /// <remarks>As for the mean, each minute counts once and the shorter record before the longer.</remarks>
    public static HourShown Of(ReadOnlySpan<MinuteSlot> slots, int needed, ValidityPolicy validity)
    {
        if (slots.IsEmpty)
            return default;
        Span<byte> minutes = stackalloc byte[byte.MaxValue + 1];
        minutes.Clear();
        decimal sum = 0;
        int shown = 0, valued = 0, voided = 0;
        ulong covered = 0;
        for (int length = HourMeans.Shortest(slots, over: 0);
            length != 0;
            length = HourMeans.Shortest(slots, over: length))
        {
            foreach (ref readonly MinuteSlot slot in slots)
            {
                if (slot.Length != length || (covered & slot.Minutes) != 0)
                    continue;
                covered |= slot.Minutes;
                shown += length;
                if (!validity.Counts(slot.Flag))
                {
                    voided += length;
                    minutes[(byte)slot.Flag] += slot.Length;
                }

                if (!slot.Value.HasValue)
                    continue;
                valued += length;
                sum += slot.Value.Value * length;
            }
        }

        Exact value = valued < needed ? default : Exact.From(sum / valued);
        if (voided > 0 && shown - voided < needed)
            return new HourShown((DataFlag)Commonest(minutes), value);
        return shown >= needed ? new HourShown(DataFlag.Normal, value) : default;
    }

    static int Commonest(ReadOnlySpan<byte> minutes)
    {
        int commonest = 0;
        for (int flag = 1; flag < minutes.Length; flag++)
        {
            if (minutes[flag] > minutes[commonest])
                commonest = flag;
        }

        return commonest;
    }

    public void Write(EntryWriter writer)
    {
        writer.Byte((byte)Flag);
        if (IsSet)
            writer.Exact(Value);
    }

    public static HourShown Read(ref EntryReader reader)
    {
        var flag = (DataFlag)reader.Byte();
        return flag == DataFlag.None ? default : new HourShown(flag, reader.Exact());
    }
}
