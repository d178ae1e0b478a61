using CsCheck;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>Run states, run times and power-ons: counted once, however late and often they are sent again.</summary>
public sealed class DeviceReportTests
{
    static readonly FactorCode Pump = FactorCode.Parse("SB102");

    [Theory]
    [InlineData(ObservationKind.DeviceState)]
    [InlineData(ObservationKind.DeviceRunTime)]
    [InlineData(ObservationKind.PowerOn)]
    public void An_older_report_sent_again_is_recognised(ObservationKind kind)
    {
        var point = new PointHost();
        Observation older = Upload(kind, At(8), Of(kind, 1));
        Observation newer = Upload(kind, At(32), Of(kind, 0));
        point.TakeAt(At(33), older).ShouldBeTrue();
        point.TakeAt(At(33), newer).ShouldBeTrue();
        point.Host.EvictAll();
        point.Host.RestoreFromSnapshot();

        point.TakeAt(At(34), older with { Resent = true }).ShouldBeFalse();
        point.TakeAt(At(34), newer with { Resent = true }).ShouldBeFalse();

        point.State.Observations.ShouldBe(2);
    }

    [Fact]
    public void Of_an_older_time_the_newest_state_stays()
    {
        var point = new PointHost();
        point.TakeAt(At(9), Upload(ObservationKind.DeviceState, At(9), Value(Fan, 0)));

        point.TakeAt(At(10), Upload(ObservationKind.DeviceState, At(8), Value(Fan, 1))).ShouldBeTrue();

        point.State.Devices.ShouldHaveSingleItem().State.ShouldBe(0m);
        point.State.Late.ShouldBe(1);
    }

    [Fact]
    public void A_correction_counts_and_so_does_what_is_corrected_back()
    {
        var point = new PointHost();
        Observation first = Upload(ObservationKind.DeviceRunTime, At(-24), Value(Fan, 23.5m));
        Observation correction = Upload(ObservationKind.DeviceRunTime, At(-24), Value(Fan, 22));

        point.TakeAt(At(1), first).ShouldBeTrue();
        point.TakeAt(At(2), correction).ShouldBeTrue();
        point.TakeAt(At(3), correction).ShouldBeFalse();
        point.TakeAt(At(4), first).ShouldBeTrue();

        point.State.Devices.ShouldHaveSingleItem().RunHours.ShouldBe(23.5m);
    }

    [Fact]
    public void Devices_of_one_second_in_two_packets_are_both_recognised()
    {
        var point = new PointHost();
        Observation fan = Upload(ObservationKind.DeviceState, At(8), Value(Fan, 1));
        Observation pump = Upload(ObservationKind.DeviceState, At(8), Value(Pump, 1));
        point.TakeAt(At(8), fan).ShouldBeTrue();
        point.TakeAt(At(8), pump).ShouldBeTrue();

        point.TakeAt(At(9), fan).ShouldBeFalse();
        point.TakeAt(At(9), pump).ShouldBeFalse();
        point.TakeAt(At(9), Upload(ObservationKind.DeviceState, At(8), Value(Fan, 1), Value(Pump, 1))).ShouldBeFalse();
    }

    [Fact]
    public void Another_flag_is_another_report()
    {
        var point = new PointHost();
        point.TakeAt(At(8), Upload(ObservationKind.DeviceState, At(8), Value(Fan, 1)));

        point.TakeAt(At(8), Upload(ObservationKind.DeviceState, At(8), Value(Fan, 1, DataFlag.Fault))).ShouldBeTrue();
    }

    [Fact]
    public void A_state_and_a_run_time_of_one_second_are_two_reports()
    {
        var point = new PointHost();

        point.TakeAt(At(8), Upload(ObservationKind.DeviceState, At(0), Value(Fan, 1))).ShouldBeTrue();
        point.TakeAt(At(8), Upload(ObservationKind.DeviceRunTime, At(0), Value(Fan, 1))).ShouldBeTrue();
    }

    [Fact]
    public void A_point_without_such_reports_has_no_page_of_them()
    {
        var point = new PointHost();
        point.Instant(At(8), Value(So2, 10));
        point.Hour(7, Value(So2, 10));

        point.Host.Pages().Keys.ShouldAllBe(page => PageId.Parse(page).Kind != PageKind.Devices);
    }

    [Fact]
    public void The_bytes_of_a_page()
    {
        var point = new PointHost();
        point.TakeAt(At(8), Upload(ObservationKind.PowerOn, At(8, 0, 1)));

        string name = point.Host.Pages().Keys.ShouldHaveSingleItem();

        PageId.Parse(name).ShouldBe(PageId.Devices(At(8)));
        Convert.ToHexString(point.Host.Pages()[name]).ShouldBe("80FCFA9A0D" + "01" + "08" + "01" + "00" + "00");
    }

    [Fact]
    public void Any_reports_sent_again_in_any_order_count_once() =>
        Gen.Select(Reports, Gen.Int).Sample(
            (reports, seed) =>
            {
                var random = new Random(seed);
                var once = new PointHost();
                var often = new PointHost();
                for (int i = 0; i < reports.Length; i++)
                {
                    once.TakeAt(Now, reports[i]).ShouldBeTrue();
                    often.TakeAt(Now, reports[i]).ShouldBeTrue();
                    if (random.Next(4) == 0)
                        often.Host.EvictAll();
                    if (random.Next(8) == 0)
                        often.Host.RestoreFromSnapshot();
                    for (int again = random.Next(3); again > 0; again--)
                        often.TakeAt(Now, reports[random.Next(i + 1)] with { Resent = true }).ShouldBeFalse();
                }

                often.Host.StateHash().ShouldBe(once.Host.StateHash());
            },
            iter: 200);

    static BeijingTime Now => At(48);

    /// <summary>
    /// Reports of three days and three devices, each time once: what they say follows from when and of what.
    /// </summary>
    static readonly Gen<Observation[]> Reports =
        from keys in Gen.Select(Gen.Int[0, 2], Gen.Int[-24, 47], Gen.Int[0, 3599]).Array[1, 40]
        select keys.Distinct().Select(key => Report(key.Item1, At(key.Item2).AddSeconds(key.Item3))).ToArray();

    static Observation Report(int kind, BeijingTime at) => kind switch
    {
        0 => Upload(ObservationKind.DeviceState, at, Value(Fan, at.UnixSeconds % 6), Value(Pump, at.UnixSeconds % 5)),
        1 => Upload(ObservationKind.DeviceRunTime, at, Value(Pump, at.UnixSeconds % 24)),
        _ => Upload(ObservationKind.PowerOn, at),
    };

    static Reading[] Of(ObservationKind kind, decimal value) =>
        kind == ObservationKind.PowerOn ? [] : [Value(Fan, value)];
}
