using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// One natural day of an enterprise: the findings in force on windows that begin on it, what its devices did, and what
/// that grounds, and the hours of outlets that are alike.
/// </summary>
public sealed class EnterpriseDay(BeijingTime start) : IPage
{
    readonly SortedDictionary<DeviceId, DeviceDay> _devices = [];

    public PageId Id => new(PageKind.Day, start);

    public bool IsDirty { get; set; }

    public BeijingTime Start => start;

    public BeijingTime End => start.AddSeconds(BeijingTime.SecondsPerDay);

    /// <summary>
    /// The marking deadline of the day has passed: what is found on the use of electricity is final, as far as data tell.
    /// </summary>
    public bool IsSettled { get; set; }

    public FindingSet Findings { get; init; } = new();

    /// <summary>In force on the use of electricity; the enterprise's own, not of its points.</summary>
    public FindingSet Own { get; init; } = new();

    /// <summary>Null on a day that no outlet with its like told of.</summary>
    public PeerDay? Peers { get; set; }

    /// <summary>Devices, and outlets by the factor they told of; in order.</summary>
    public IReadOnlyCollection<DeviceId> Devices => _devices.Keys;

    public DeviceDay? FindDevice(DeviceId device) => _devices.GetValueOrDefault(device);

    public DeviceDay DeviceOf(DeviceId device)
    {
        if (_devices.TryGetValue(device, out DeviceDay? day))
            return day;
        IsDirty = true;
        return _devices[device] = new DeviceDay();
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        Findings.Write(writer);
        Own.Write(writer);
        writer.Bool(IsSettled);
        writer.Unsigned((ulong)_devices.Count);
        foreach ((DeviceId device, DeviceDay day) in _devices)
        {
            writer.Text(device.ToString());
            day.Write(writer);
        }

        writer.Bool(Peers is not null);
        Peers?.Write(writer);
    }

    public static EnterpriseDay Read(ref EntryReader reader)
    {
        var page = new EnterpriseDay(reader.Time())
        {
            Findings = FindingSet.Read(ref reader),
            Own = FindingSet.Read(ref reader),
            IsSettled = reader.Bool(),
        };
        for (int count = reader.Count(); count > 0; count--)
            page._devices.Add(DeviceId.Parse(reader.Text() ?? ""), DeviceDay.Read(ref reader));
        page.Peers = reader.Bool() ? PeerDay.Read(ref reader) : null;
        return page;
    }
}
