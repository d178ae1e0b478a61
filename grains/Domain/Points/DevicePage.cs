using System.Runtime.InteropServices;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// An hour of what treatment devices (CN 2021, 2041) and the logger itself (CN 2081) reported, as far as it takes to
/// recognise it when it is sent again. Only points that send such reports have these pages.
/// </summary>
public sealed class DevicePage(BeijingTime start) : IPage
{
    readonly List<DeviceReport> _reports = [];

    public PageId Id => new(PageKind.Devices, start);

    public bool IsDirty { get; set; }

    /// <summary>Whether each device's last word for this very time is what the observation says.</summary>
    public bool Holds(Observation observation)
    {
        foreach (DeviceReport report in DeviceReport.Of(observation))
        {
            int index = IndexOf(in report);
            if (index < 0 || _reports[index].Content != report.Content)
                return false;
        }

        return true;
    }

    /// <summary>Remembers an observation; the last arrival for the same device and time counts.</summary>
    public void Remember(Observation observation)
    {
        foreach (DeviceReport report in DeviceReport.Of(observation))
        {
            int index = IndexOf(in report);
            if (index < 0)
                _reports.Add(report);
            else
                _reports[index] = report;
        }

        IsDirty = true;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_reports.Count);
        foreach (DeviceReport report in _reports)
            report.Write(writer);
    }

    public static DevicePage Read(ref EntryReader reader)
    {
        var page = new DevicePage(reader.Time());
        for (int count = reader.Count(); count > 0; count--)
            page._reports.Add(DeviceReport.Read(ref reader));
        return page;
    }

    /// <summary>From the newest, since what is sent again is mostly what was sent last.</summary>
    int IndexOf(in DeviceReport report)
    {
        ReadOnlySpan<DeviceReport> reports = CollectionsMarshal.AsSpan(_reports);
        for (int i = reports.Length - 1; i >= 0; i--)
        {
            if (reports[i].IsOfSame(in report))
                return i;
        }

        return -1;
    }
}
