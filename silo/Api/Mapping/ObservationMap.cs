using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;
using Qianliyan.Storage.Journal;
using Observation = Qianliyan.Domain.Observations.Observation;
using ObservationKind = Qianliyan.Domain.Observations.ObservationKind;
using Reading = Qianliyan.Domain.Observations.Reading;

namespace Qianliyan.Api.Mapping;

/// <summary>Observations as they go out.</summary>
static class ObservationMap
{
    public static V1.Observation ToProto(TwinName point, JournalEntry entry, Observation observation)
    {
        var message = new V1.Observation
        {
            Name = ResourceNames.Observation(point, entry.Sequence),
            Kind = observation.Kind.ToProto(),
            DataTime = observation.DataTime.ToProto(),
            IntervalMinutes = observation.IntervalMinutes,
            Resent = observation.Resent,
            RequestNumber = observation.RequestNumber ?? "",
            Sequence = entry.Sequence,
            ArrivalTime = ValueMap.ToTimestamp(entry.ArrivalMs),
            EntryHash = entry.Hash.ToString(),
            HasFrame = entry.AttachmentDigest is not null,
        };
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
            message.Readings.Add(ToProto(in reading));
        return message;
    }

    public static V1.ObservationKind ToProto(this ObservationKind kind) => kind switch
    {
        ObservationKind.RealTime => V1.ObservationKind.RealTime,
        ObservationKind.Minute => V1.ObservationKind.Minute,
        ObservationKind.Hour => V1.ObservationKind.Hour,
        ObservationKind.Day => V1.ObservationKind.Day,
        ObservationKind.DeviceState => V1.ObservationKind.DeviceState,
        ObservationKind.DeviceRunTime => V1.ObservationKind.DeviceRunTime,
        ObservationKind.FurnaceTemperature => V1.ObservationKind.FurnaceTemperature,
        ObservationKind.PowerOn => V1.ObservationKind.PowerOn,
        _ => V1.ObservationKind.Unspecified,
    };

    public static ObservationKind? ToDomain(this V1.ObservationKind kind) => kind switch
    {
        V1.ObservationKind.RealTime => ObservationKind.RealTime,
        V1.ObservationKind.Minute => ObservationKind.Minute,
        V1.ObservationKind.Hour => ObservationKind.Hour,
        V1.ObservationKind.Day => ObservationKind.Day,
        V1.ObservationKind.DeviceState => ObservationKind.DeviceState,
        V1.ObservationKind.DeviceRunTime => ObservationKind.DeviceRunTime,
        V1.ObservationKind.FurnaceTemperature => ObservationKind.FurnaceTemperature,
        V1.ObservationKind.PowerOn => ObservationKind.PowerOn,
        _ => null,
    };

    static V1.Reading ToProto(in Reading reading) => new()
    {
        Factor = reading.Factor.ToString(),
        Value = reading.Value.ToString(),
        ConvertedValue = reading.Converted.ToString(),
        Minimum = reading.Minimum.ToString(),
        Maximum = reading.Maximum.ToString(),
        Total = reading.Total.ToString(),
        Flag = reading.Flag.ToProto(),
        Word = reading.Word.ToString(),
    };
}
