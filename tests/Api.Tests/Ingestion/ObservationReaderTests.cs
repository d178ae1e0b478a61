using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Ingestion;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Observation = Qianliyan.Domain.Observations.Observation;
using ObservationKind = Qianliyan.Domain.Observations.ObservationKind;

namespace Qianliyan.Api.Tests.Ingestion;

public class ObservationReaderTests
{
    public static TheoryData<string, Action<V1.Observation>> Faults => new()
    {
        { "kind", it => it.Kind = V1.ObservationKind.Unspecified },
        { "kind", it => it.Kind = (V1.ObservationKind)99 },
        { "data_time", it => it.DataTime = null },
        { "data_time", it => it.DataTime.Nanos = 1 },
        { "data_time", it => it.DataTime.Seconds = 0 },
        { "data_time", it => it.DataTime.Seconds = long.MaxValue },
        { "interval_minutes", it => it.IntervalMinutes = 31 },
        { "request_number", it => it.RequestNumber = new string('1', 33) },
        { "readings", it => it.Readings.AddRange(Enumerable.Repeat(it.Readings[0], 256)) },
        { "readings[0].factor", it => it.Readings[0].Factor = "" },
        { "readings[0].factor", it => it.Readings[0].Factor = "a21026-Rtd" },
        { "readings[0].value", it => it.Readings[0].Value = "80,1" },
        { "readings[0].total", it => it.Readings[0].Total = "1e5" },
        { "readings[0].flag", it => it.Readings[0].Flag = (V1.DataFlag)77 },
        { "readings[0].word", it => it.Readings[0].Word = "开" },
    };

    [Fact]
    public void What_was_said_is_taken_as_it_is()
    {
        ObservationReader.Read(Message(), out Observation observation).ShouldBeNull();

        observation.Kind.ShouldBe(ObservationKind.Minute);
        observation.DataTime.ShouldBe(BeijingTime.Of(2026, 3, 1, 10));
        (observation.IntervalMinutes, observation.Resent).ShouldBe((10, true));
        observation.RequestNumber.ShouldBe("20260301100000000");
        Domain.Observations.Reading reading = observation.Readings.ShouldHaveSingleItem();
        (reading.Factor.ToString(), reading.Value.ToString()).ShouldBe(("a21026", "80.10"));
        reading.Flag.ShouldBe(DataFlag.Normal);
        reading.Converted.HasValue.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_named(string field, Action<V1.Observation> spoil)
    {
        V1.Observation message = Message();
        spoil(message);

        ObservationReader.Read(message, out _)!.Value.Field.ShouldBe(field);
    }

    static V1.Observation Message() => new()
    {
        Kind = V1.ObservationKind.Minute,
        DataTime = new Timestamp { Seconds = BeijingTime.Of(2026, 3, 1, 10).UnixSeconds },
        IntervalMinutes = 10,
        Resent = true,
        RequestNumber = "20260301100000000",
        Readings = { new V1.Reading { Factor = "a21026", Value = "80.10", Flag = V1.DataFlag.Normal } },
    };
}
