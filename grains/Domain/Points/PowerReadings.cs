using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What one device drew in an hour, reading by reading: a reading that is sent again replaces what it said before (last
/// arrival counts). Several readings in one minute stand side by side.
/// </summary>
sealed class PowerReadings
{
    readonly List<PowerReading> _readings = [];

    public MinuteStates Seen { get; private set; }

    /// <summary>As the enterprise was told last.</summary>
    public MinuteStates Told { get; set; }

    /// <returns>Null where no such reading came.</returns>
    public PowerReading? Find(int key)
    {
        int index = IndexOf(key);
        return index >= 0 ? _readings[index] : null;
    }

    public void Set(PowerReading reading, decimal onAbove)
    {
        int index = IndexOf(reading.Key);
        if (index < 0)
        {
            _readings.Insert(~index, reading);
            Seen = reading.In(Seen, onAbove);
            return;
        }

        _readings[index] = reading;
        Seen = default;
        foreach (PowerReading held in _readings)
            Seen = held.In(Seen, onAbove);
    }

    /// <summary>The sums of its instants.</summary>
    public InstantSums SumUp()
    {
        var sums = new InstantSums();
        foreach (PowerReading held in _readings)
        {
            if (held.Minutes == 0)
                sums.Add(held.Minute, held.Value, converted: Exact.None, held.Value.HasValue);
        }

        return sums;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_readings.Count);
        foreach (PowerReading reading in _readings)
            reading.Write(writer);
        Write(writer, Seen);
        Write(writer, Told);
    }

    public static PowerReadings Read(ref EntryReader reader)
    {
        var readings = new PowerReadings();
        for (int count = reader.Count(); count > 0; count--)
            readings._readings.Add(PowerReading.Read(ref reader));
        readings.Seen = new MinuteStates(reader.Unsigned(), reader.Unsigned());
        readings.Told = new MinuteStates(reader.Unsigned(), reader.Unsigned());
        return readings;
    }

    static void Write(EntryWriter writer, MinuteStates states)
    {
        writer.Unsigned(states.Known);
        writer.Unsigned(states.On);
    }

    int IndexOf(int key)
    {
        int low = 0, high = _readings.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int held = _readings[middle].Key;
            if (held == key)
                return middle;
            if (held < key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
