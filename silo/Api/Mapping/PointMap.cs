using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using DomainFactorStatus = Qianliyan.Domain.Points.FactorStatus;
using DomainPointKind = Qianliyan.Domain.Registry.PointKind;

namespace Qianliyan.Api.Mapping;

static class PointMap
{
    public static V1.Point ToProto(this PointStatus status)
    {
        var point = new V1.Point
        {
            Name = status.Name.ToString(),
            DisplayName = status.DisplayName,
            Sequence = status.Sequence,
            Level = status.Level.ToProto(),
            LevelReason = status.LevelReason,
            LevelSince = status.LevelSince.ToProto(),
            Link = status.Link.ToProto(),
            LinkSince = status.LinkSince.ToProto(),
            Region = status.Region.ToName(),
            Location = status.Location.ToProto(),
            Registered = status.IsRegistered,
            Kind = ToProto(status.Kind),
            Enterprise = status.Enterprise is { } enterprise ? TwinName.Of(enterprise).ToString() : "",
            Incinerator = status.Incinerator is { } furnace ? TwinName.Of(furnace).ToString() : "",
            LastArrivalTime = status.LastArrival.ToProto(),
            LastDataTime = status.LastDataTime.ToProto(),
            ObservationCount = status.Observations,
            LateCount = status.Late,
            ConflictCount = status.Conflicts,
            FutureDatedCount = status.FutureDated,
        };
        point.Factors.Capacity = status.Factors.Length;
        foreach (ref readonly DomainFactorStatus factor in status.Factors.AsSpan())
            point.Factors.Add(ToProto(in factor));
        foreach (DeviceStatus device in status.Devices)
            point.Devices.Add(ToProto(device));
        return point;
    }

    static V1.FactorStatus ToProto(in DomainFactorStatus factor) => new()
    {
        Factor = factor.Factor.ToString(),
        LastTime = factor.LastAt.ToProto(),
        LastValue = factor.Last.ToString(),
        LastConvertedValue = factor.LastConverted.ToString(),
        LastFlag = factor.LastFlag.ToProto(),
        ComputedMinute = factor.ComputedMinute.ToProto(),
        ReportedMinute = factor.ReportedMinute.ToProto(),
        ReportedHour = factor.ReportedHour.ToProto(),
        ComputedHour = factor.ComputedHour.ToProto(),
        ReportedDay = factor.ReportedDay.ToProto(),
        ComputedDay = factor.ComputedDay.ToProto(),
        HoursOverTodayCount = factor.HoursOverToday,
        DaysOverIn30Count = factor.DaysOverIn30,
        DaysOverInMonthCount = factor.DaysOverInMonth,
        DaysOverInQuarterCount = factor.DaysOverInQuarter,
    };

    static V1.DeviceStatus ToProto(DeviceStatus device) => new()
    {
        Device = device.Device.ToString(),
        StateTime = device.At.ToProto(),
        State = device.State.ToString(),
        RunTimeDay = device.RunTimeDay.ToProto(),
        RunHours = device.RunHours.ToString(),
    };

    static V1.PointKind ToProto(DomainPointKind kind) => kind switch
    {
        DomainPointKind.FlueGas => V1.PointKind.FlueGas,
        DomainPointKind.WasteWater => V1.PointKind.WasteWater,
        DomainPointKind.AmbientAir => V1.PointKind.AmbientAir,
        DomainPointKind.MicroStation => V1.PointKind.MicroStation,
        DomainPointKind.IncineratorFlueGas => V1.PointKind.IncineratorFlueGas,
        DomainPointKind.Electricity => V1.PointKind.Electricity,
        _ => V1.PointKind.Unspecified,
    };
}
