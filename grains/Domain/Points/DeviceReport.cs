using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;

namespace Qianliyan.Domain.Points;

/// <summary>What one device reported for one second of an hour, its content as a fingerprint.</summary>
/// <param name="Kind">Device state, device run time or power-on.</param>
/// <param name="Second">Of the hour, 0 to 3599.</param>
/// <param name="Device">Empty for a report that names no device.</param>
readonly record struct DeviceReport(ObservationKind Kind, ushort Second, FactorCode Device, ulong Content)
{
    const int SecondsPerHour = 3600;

    /// <summary>One report a reading; one of no device where there is no reading.</summary>
    public static DeviceReport[] Of(Observation observation)
    {
        var second = (ushort)(observation.DataTime.SecondOfDay % SecondsPerHour);
        return observation.Readings.Length == 0
            ? [new DeviceReport(observation.Kind, second, default, 0)]
            : Array.ConvertAll(
                observation.Readings,
                reading => new DeviceReport(observation.Kind, second, reading.Factor, Fingerprint.Of(in reading)));
    }

    public bool IsOfSame(in DeviceReport other) =>
        Second == other.Second && Kind == other.Kind && Device == other.Device;

    public void Write(EntryWriter writer)
    {
        writer.Byte((byte)Kind);
        writer.Unsigned(Second);
        writer.Factor(Device);
        writer.Unsigned(Content);
    }

    public static DeviceReport Read(ref EntryReader reader) =>
        new(
            (ObservationKind)reader.Byte(), (ushort)reader.UnsignedUpTo(SecondsPerHour - 1), reader.Factor(),
            reader.Unsigned());
}
