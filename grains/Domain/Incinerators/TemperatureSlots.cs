using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The five-minute mean furnace temperatures of one natural day from one point, in slots from 00:00.</summary>
public sealed class TemperatureSlots
{
    ToldMean[] _slots = [];

    /// <summary>Slots with a valid mean.</summary>
    public int Received => Count(static slot => slot.IsValid);

    /// <summary>Slots whose mean came with a flag that voids it.</summary>
    public int Void => Count(static slot => slot.IsTold && !slot.IsValid);

    /// <summary>The valid mean of a slot; null without one.</summary>
    public decimal? At(int slot) =>
        slot < _slots.Length && _slots[slot] is { IsValid: true } mean ? mean.Value.Value : null;

    /// <summary>The mean of the valid slots of an hour; null without any.</summary>
    public decimal? MeanOf(int hour, int slotMinutes)
    {
        decimal sum = 0;
        int valid = 0, slots = 60 / slotMinutes;
        for (int slot = hour * slots; slot < (hour + 1) * slots; slot++)
        {
            if (At(slot) is not { } celsius)
                continue;
            sum += celsius;
            valid++;
        }

        return valid == 0 ? null : sum / valid;
    }

    /// <returns>False when the slot holds the same.</returns>
    public bool Set(int slot, ToldMean mean)
    {
        if (slot >= _slots.Length)
            Array.Resize(ref _slots, slot + 1);
        if (_slots[slot] == mean)
            return false;
        _slots[slot] = mean;
        return true;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_slots.Length);
        foreach (ToldMean slot in _slots)
        {
            writer.Exact(slot.Value);
            writer.Byte((byte)slot.Flag);
        }
    }

    public static TemperatureSlots Read(ref EntryReader reader)
    {
        var slots = new TemperatureSlots { _slots = new ToldMean[reader.Count()] };
        for (int i = 0; i < slots._slots.Length; i++)
            slots._slots[i] = new ToldMean(reader.Exact(), (Measurements.DataFlag)reader.Byte());
        return slots;
    }

    int Count(Predicate<ToldMean> counts)
    {
        int count = 0;
        foreach (ToldMean slot in _slots)
            count += counts(slot) ? 1 : 0;
        return count;
    }
}
