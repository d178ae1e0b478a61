using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>An hour of the devices that an electricity point measures; no other points have these pages.</summary>
public sealed class PowerPage(BeijingTime start) : IPage
{
    readonly SortedDictionary<FactorCode, (MinuteStates Seen, MinuteStates Told)> _devices = [];

    public PageId Id => new(PageKind.Power, start);

    public bool IsDirty { get; set; }

    public void Add(FactorCode device, ulong minutes, bool isOn)
    {
        (MinuteStates seen, MinuteStates told) = _devices.GetValueOrDefault(device);
        MinuteStates now = seen.With(minutes, isOn);
        if (now == seen)
            return;
        _devices[device] = (now, told);
        IsDirty = true;
    }

    /// <summary>Takes out what is to be told of a device, if it is worth it, or differs at all.</summary>
    public MinuteStates? Tell(FactorCode device, bool all)
    {
        (MinuteStates seen, MinuteStates told) = _devices.GetValueOrDefault(device);
        if (all ? seen == told : !seen.IsWorthTellingAfter(told))
            return null;
        _devices[device] = (seen, seen);
        IsDirty = true;
        return seen;
    }

    public FactorCode[] Devices => [.. _devices.Keys];

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_devices.Count);
        foreach ((FactorCode device, (MinuteStates seen, MinuteStates told)) in _devices)
        {
            writer.Factor(device);
            writer.Unsigned(seen.Known);
            writer.Unsigned(seen.On);
            writer.Unsigned(told.Known);
            writer.Unsigned(told.On);
        }
    }

    public static PowerPage Read(ref EntryReader reader)
    {
        var page = new PowerPage(reader.Time());
        for (int count = reader.Count(); count > 0; count--)
        {
            FactorCode device = reader.Factor();
            page._devices[device] = (
                new MinuteStates(reader.Unsigned(), reader.Unsigned()),
                new MinuteStates(reader.Unsigned(), reader.Unsigned()));
        }

        return page;
    }
}
