using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
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
            SettledBeforeTime = status.SettledBefore.ToProto(),
            Held = status.IsHeld,
            Acknowledged = status.Acknowledged?.ToProto(),
            TierIn30 = status.TierIn30,
            TierInQuarter = status.TierInQuarter,
            Serious = status.IsSerious,
            MeetsListing = status.MeetsListing,
            Listed = status.IsListed,
        };
        point.Factors.Capacity = status.Factors.Length;
        foreach (ref readonly DomainFactorStatus factor in status.Factors.AsSpan())
            point.Factors.Add(ToProto(in factor, status.SettledBefore));
        foreach (DeviceStatus device in status.Devices)
            point.Devices.Add(ToProto(device));
        foreach (Acknowledgement acknowledgement in status.AcknowledgedFindings)
            point.AcknowledgedFindings.Add(acknowledgement.ToProto());
        foreach (MarkVersion mark in status.Marks)
            point.Marks.Add(MarkMap.ToProto(status.Name, mark));
        return point;
    }

    static V1.FactorStatus ToProto(in DomainFactorStatus factor, BeijingTime settledBefore) => new()
    {
        Factor = factor.Factor.ToString(),
        LastTime = factor.LastAt.ToProto(),
        LastValue = factor.Last.ToString(),
        LastConvertedValue = factor.LastConverted.ToString(),
        LastFlag = factor.LastFlag.ToProto(),
        ComputedMinute = factor.ComputedMinute.ToProto(),
        ReportedMinute = factor.ReportedMinute.ToProto(),
        ReportedHour = factor.ReportedHour.ToProto(settledBefore),
        ComputedHour = factor.ComputedHour.ToProto(settledBefore),
        ReportedDay = factor.ReportedDay.ToProto(settledBefore),
        ComputedDay = factor.ComputedDay.ToProto(settledBefore),
        HoursOverTodayCount = factor.HoursOverToday,
        DaysOverIn30Count = factor.DaysOverIn30,
        DaysOverInMonthCount = factor.DaysOverInMonth,
        DaysOverInQuarterCount = factor.DaysOverInQuarter,
        TransmissionDay = factor.TransmissionDay.ToProto(),
        Transmission = factor.TransmissionDay.IsSet ? ToProto(factor.Transmission) : null,
        TransmissionInMonth = factor.TransmissionDay.IsSet ? ToProto(factor.TransmissionInMonth) : null,
    };

    static V1.Transmission ToProto(TransmissionCounts counts) => new()
    {
        ExpectedMinutes = counts.Completed.Expected,
        ReceivedMinutes = counts.Completed.Received,
        ValidMinutes = counts.Completed.Valid,
        OnTimeMinutes = counts.OnTime.Received,
        OnTimeValidMinutes = counts.OnTime.Valid,
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
