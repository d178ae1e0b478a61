using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class RepetitionTests
{
    public static TheoryData<string> Memories => ["in memory", "evicted", "restored"];

    [Theory]
    [MemberData(nameof(Memories))]
    public void Whatever_is_sent_again_is_recognised(string memory)
    {
        var point = new PointHost();
        Observation[] uploads =
        [
            Upload(ObservationKind.RealTime, At(8, 1), Value(So2, 80.1m), Value(O2, 9)),
            Minute(At(8), 10, Value(So2, 81), Value(O2, 9)),
            Upload(ObservationKind.FurnaceTemperature, At(8, 5), Value(Furnace, 900)),
            Upload(ObservationKind.Hour, At(7), Value(So2, 82)),
            Upload(ObservationKind.Day, At(-24), Value(So2, 83)),
            Upload(ObservationKind.DeviceState, At(8), Value(Fan, 1)),
            Upload(ObservationKind.DeviceRunTime, At(-24), Value(Fan, 23.5m)),
            Upload(ObservationKind.PowerOn, At(6)),
        ];
        foreach (Observation upload in uploads)
            point.TakeAt(At(9), upload).ShouldBeTrue(upload.Kind.ToString());
        point.Instant(At(11), Value(So2, 1)).ShouldBeTrue();

        Forget(point, memory);

        foreach (Observation upload in uploads)
            point.TakeAt(At(12), upload with { Resent = true, RequestNumber = "20260310120000000" }).ShouldBeFalse(
                upload.Kind.ToString());
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public void What_has_no_place_in_time_counts_once_too(string memory)
    {
        var point = new PointHost();
        Observation[] uploads =
        [
            Upload(ObservationKind.RealTime, At(8 + 24), Value(So2, 80.1m)),
            Upload(ObservationKind.RealTime, At(9 + 24), Value(So2, 80.1m)),
            Upload(ObservationKind.Hour, At(8 + 24), Value(So2, 80.1m)),
            Upload(ObservationKind.RealTime, default, Value(So2, 80.1m)),
        ];
        foreach (Observation upload in uploads)
            point.TakeAt(At(8), upload).ShouldBeTrue(upload.Kind.ToString());

        Forget(point, memory);

        foreach (Observation upload in uploads)
            point.TakeAt(At(8, 1), upload with { Resent = true }).ShouldBeFalse(upload.Kind.ToString());
        point.TakeAt(At(8, 1), Upload(ObservationKind.RealTime, At(8 + 24), Value(So2, 80.2m))).ShouldBeTrue();
        point.State.FutureDated.ShouldBe(5);
    }

    [Fact]
    public void An_upload_from_a_fast_clock_gets_its_place_when_it_comes_again_at_its_time()
    {
        var point = new PointHost();
        Observation early = Upload(ObservationKind.RealTime, At(9), Value(So2, 80.1m));

        point.TakeAt(At(8), early).ShouldBeTrue();
        point.Instant(At(8, 59), Value(So2, 1)).ShouldBeTrue();

        point.TakeAt(At(9), early).ShouldBeTrue();
        point.Of(So2).Last.ShouldBe(80.1m);
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public void Other_content_is_no_repetition(string memory)
    {
        var point = new PointHost();
        point.TakeAt(At(9), Upload(ObservationKind.RealTime, At(8, 1), Value(So2, 80.1m)));
        point.TakeAt(At(9), Minute(At(8), 10, Value(So2, 81)));
        point.TakeAt(At(9), Upload(ObservationKind.Hour, At(7), Value(So2, 82)));

        Forget(point, memory);

        point.TakeAt(
            At(9), Upload(ObservationKind.RealTime, At(8, 1), Value(So2, 80.1m, DataFlag.Fault))).ShouldBeTrue();
        point.TakeAt(At(9), Minute(At(8), 5, Value(So2, 81))).ShouldBeTrue();
        point.TakeAt(At(9), Minute(At(8), 10, Value(So2, 81), Value(O2, 9))).ShouldBeTrue();
        point.TakeAt(At(9), Upload(ObservationKind.Hour, At(7), Value(So2, 82, DataFlag.Maintenance))).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public void A_corrected_total_minimum_or_maximum_is_no_repetition(string memory)
    {
        var point = new PointHost();
        Reading reading = Value(So2, 82) with { Minimum = 80m, Maximum = 84m, Total = 10m };
        Reading[] corrections =
            [reading with { Minimum = 79m }, reading with { Maximum = 85m }, reading with { Total = 99m }];
        foreach (ObservationKind kind in (ObservationKind[])[ObservationKind.Minute, ObservationKind.Hour, ObservationKind.Day])
        {
            point.TakeAt(At(9), Upload(kind, At(-24), reading)).ShouldBeTrue();
            Forget(point, memory);

            foreach (Reading correction in corrections)
                point.TakeAt(At(9), Upload(kind, At(-24), correction)).ShouldBeTrue(kind.ToString());
        }
    }

    [Fact]
    public void Packets_of_one_second_with_different_factors_both_count()
    {
        var point = new PointHost();
        for (int minute = 0; minute < 60; minute++)
        {
            point.Instant(At(8, minute), Value(So2, 10));
            point.Instant(At(8, minute), Value(Nox, 20));
        }

        point.Instant(At(9), Value(So2, 0));

        point.State.Conflicts.ShouldBe(0);
        point.ComputedHour(So2, At(8)).Value.ShouldBe(10m);
        point.ComputedHour(Nox, At(8)).Value.ShouldBe(20m);
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public void Other_values_of_the_same_second_and_factors_are_kept_and_not_summed(string memory)
    {
        var point = new PointHost();
        for (int minute = 0; minute < 60; minute++)
            point.Instant(At(8, minute), Value(So2, 10));
        Forget(point, memory);

        point.TakeAt(At(8, 59, 30), Upload(ObservationKind.RealTime, At(8, 59), Value(So2, 1000))).ShouldBeTrue();
        point.TakeAt(At(8, 59, 40), Upload(ObservationKind.RealTime, At(8, 59), Value(So2, 1000))).ShouldBeFalse();

        point.Instant(At(9), Value(O2, 0));
        point.State.Conflicts.ShouldBe(1);
        point.Of(So2).Last.ShouldBe(10m);
        point.ComputedHour(So2, At(8)).Value.ShouldBe(10m);
    }

    [Fact]
    public void The_same_registration_and_a_tick_that_changes_nothing_are_not_journaled()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(7)).ShouldBeTrue();

        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(8)).ShouldBeFalse();
        point.Tick(At(8)).ShouldBeFalse();
        point.Instant(At(8, 30), Value(So2, 1));
        point.Tick(At(9, 9)).ShouldBeFalse();
        point.Tick(At(9, 10)).ShouldBeTrue();
        point.Tick(At(9, 11)).ShouldBeFalse();
    }

    [Fact]
    public void Data_dated_ahead_or_of_a_logger_without_a_clock_are_kept_and_not_counted()
    {
        var point = new PointHost();
        point.Instant(At(8), Value(So2, 10));
        string before = string.Join(' ', point.State.OpenHour, point.Of(So2).Last, point.State.LastDataTime);

        point.TakeAt(At(8), Upload(ObservationKind.RealTime, At(8, 10, 1), Value(So2, 99))).ShouldBeTrue();
        point.TakeAt(At(8), Upload(ObservationKind.Hour, At(9), Value(So2, 99))).ShouldBeTrue();
        point.TakeAt(
            At(8),
            Upload(ObservationKind.RealTime, BeijingTime.Of(1970, 1, 1, 0, 0, 7), Value(So2, 99))).ShouldBeTrue();
        point.TakeAt(At(8), Upload(ObservationKind.Hour, BeijingTime.Of(1969, 12, 31), Value(So2, 99))).ShouldBeTrue();

        point.State.FutureDated.ShouldBe(4);
        point.State.Observations.ShouldBe(5);
        string.Join(' ', point.State.OpenHour, point.Of(So2).Last, point.State.LastDataTime).ShouldBe(before);

        point.TakeAt(At(8), Upload(ObservationKind.RealTime, At(8, 10), Value(So2, 11)));
        point.State.FutureDated.ShouldBe(4);
        point.Of(So2).Last.ShouldBe(11m);
    }

    static void Forget(PointHost point, string memory)
    {
        if (memory != "in memory")
            point.Host.EvictAll();
        if (memory == "restored")
            point.Host.RestoreFromSnapshot();
    }
}
