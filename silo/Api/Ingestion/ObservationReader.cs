using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Observation = Qianliyan.Domain.Observations.Observation;
using Reading = Qianliyan.Domain.Observations.Reading;

namespace Qianliyan.Api.Ingestion;

/// <summary>Checks observations that come in and makes them the domain's, with nothing lost.</summary>
static class ObservationReader
{
    const int MostReadings = 256;
    const int MostMinutes = 30;
    const int LongestRequestNumber = 32;
    const string NotANumber = "is not a decimal number of at most 17 digits, such as -12.50";

    /// <summary>The last second of the year 9999.</summary>
    const long LatestSecond = 253_402_300_799;

    /// <returns>Null when the observation was read.</returns>
    public static FieldFault? Read(V1.Observation? message, out Observation observation)
    {
        observation = null!;
        if (message is null)
            return new FieldFault("observation", "", "is not set");
        if (message.Kind.ToDomain() is not { } kind)
            return new FieldFault("kind", $"{message.Kind}", "is not a kind of observation");
        if (TimeFault(message.DataTime) is { } timeFault)
            return timeFault;
        if (message.IntervalMinutes is < 0 or > MostMinutes)
            return new FieldFault("interval_minutes", $"{message.IntervalMinutes}", "is not 0 to 30");
        if (message.RequestNumber.Length > LongestRequestNumber || !System.Text.Ascii.IsValid(message.RequestNumber))
            return new FieldFault("request_number", message.RequestNumber, "is not at most 32 ASCII characters");
        if (message.Readings.Count > MostReadings)
            return new FieldFault("readings", $"{message.Readings.Count} readings", "are more than 256");
        if (Read(message.Readings, out Reading[] readings) is { } readingFault)
            return readingFault;
        observation = new Observation
        {
            Kind = kind,
            DataTime = new BeijingTime(message.DataTime.Seconds),
            IntervalMinutes = message.IntervalMinutes,
            Resent = message.Resent,
            RequestNumber = message.RequestNumber.Length > 0 ? message.RequestNumber : null,
            Readings = readings,
        };
        return null;
    }

    static FieldFault? TimeFault(Timestamp? time) =>
        time is null ? new FieldFault("data_time", "", "is not set")
        : time.Seconds is < 1 or > LatestSecond
            ? new FieldFault("data_time", $"{time.Seconds}", "is not a time after 1970")
        : time.Nanos != 0
            ? new FieldFault("data_time", $"{time.Nanos} ns", "has a fraction of a second; devices report whole ones")
        : null;

    static FieldFault? Read(RepeatedField<V1.Reading> messages, out Reading[] readings)
    {
        readings = messages.Count > 0 ? new Reading[messages.Count] : [];
        for (int i = 0; i < readings.Length; i++)
        {
            if (Read(messages[i], out readings[i]) is { } fault)
                return fault.Within($"readings[{i}]");
        }

        return null;
    }

    static FieldFault? Read(V1.Reading message, out Reading reading)
    {
        reading = default;
        if (!FactorCode.TryParse(message.Factor, out FactorCode factor))
            return new FieldFault("factor", message.Factor, "is not 1 to 8 printable ASCII characters");
        if (!ExactText.TryParse(message.Value, out Exact value))
            return new FieldFault("value", message.Value, NotANumber);
        if (!ExactText.TryParse(message.ConvertedValue, out Exact converted))
            return new FieldFault("converted_value", message.ConvertedValue, NotANumber);
        if (!ExactText.TryParse(message.Minimum, out Exact minimum))
            return new FieldFault("minimum", message.Minimum, NotANumber);
        if (!ExactText.TryParse(message.Maximum, out Exact maximum))
            return new FieldFault("maximum", message.Maximum, NotANumber);
        if (!ExactText.TryParse(message.Total, out Exact total))
            return new FieldFault("total", message.Total, NotANumber);
        if (message.Flag.ToDomain() is not { } flag)
            return new FieldFault("flag", $"{message.Flag}", "is not known");
        FactorCode word = default;
        if (message.Word.Length > 0 && !FactorCode.TryParse(message.Word, out word))
            return new FieldFault("word", message.Word, "is not 1 to 8 printable ASCII characters");
        reading = new Reading
        {
            Factor = factor,
            Value = value,
            Converted = converted,
            Minimum = minimum,
            Maximum = maximum,
            Total = total,
            Flag = flag,
            Word = word,
        };
        return null;
    }
}
