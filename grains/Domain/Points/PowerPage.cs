using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>An hour of the devices that an electricity point measures; no other points have these pages.</summary>
public sealed class PowerPage(BeijingTime start) : IPage
{
    readonly SortedDictionary<FactorCode, PowerReadings> _devices = [];

    public PageId Id => new(PageKind.Power, start);

    public bool IsDirty { get; set; }

    /// <summary>Takes a reading, in place of what it said before if it came before.</summary>
    /// <returns>Whether it came before.</returns>
    public bool Set(FactorCode device, PowerReading reading, decimal onAbove)
    {
        if (!_devices.TryGetValue(device, out PowerReadings? readings))
            _devices.Add(device, readings = new PowerReadings());
        PowerReading? former = readings.Find(reading.Key);
        if (former == reading)
            return true;
        readings.Set(reading, onAbove);
        IsDirty = true;
        return former is not null;
    }

    /// <summary>Whether a reading came, and says the same as when it came last.</summary>
    public bool Holds(FactorCode device, PowerReading reading) =>
        _devices.GetValueOrDefault(device)?.Find(reading.Key) == reading;

    /// <summary>The sums of the instants of a device.</summary>
    public InstantSums SumsOf(FactorCode device) => _devices.GetValueOrDefault(device)?.SumUp() ?? default;

    /// <summary>Takes out what is to be told of a device, if it is worth it, or differs at all.</summary>
    public MinuteStates? Tell(FactorCode device, bool all)
    {
        if (!_devices.TryGetValue(device, out PowerReadings? readings)
            || (all ? readings.Seen == readings.Told : !readings.Seen.IsWorthTellingAfter(readings.Told)))
        {
            return null;
        }

        readings.Told = readings.Seen;
        IsDirty = true;
        return readings.Seen;
    }

    public FactorCode[] Devices => [.. _devices.Keys];

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_devices.Count);
        foreach ((FactorCode device, PowerReadings readings) in _devices)
        {
            writer.Factor(device);
            readings.Write(writer);
        }
    }

    public static PowerPage Read(ref EntryReader reader)
    {
        var page = new PowerPage(reader.Time());
        for (int count = reader.Count(); count > 0; count--)
            page._devices.Add(reader.Factor(), PowerReadings.Read(ref reader));
        return page;
    }
}
