using CsCheck;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Points;
using Qianliyan.Domain.Tests.Regions;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>What a point that measures electricity (ST 44) tells its enterprise.</summary>
public sealed class PowerPointTests
{
    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly FactorCode Voltage = FactorCode.Parse("d20101");
    static readonly FactorCode Fan = FactorCode.Parse("g20801");

    static readonly PointRecord Registration = Record() with
    {
        Id = new PointId("MN1", "44"),
        Kind = PointKind.Electricity,
        Enterprise = EnterpriseId.Parse("E1"),
    };

    readonly PointHost _point = new(TwinName.Of(new PointId("MN1", "44")));

    public PowerPointTests() => _point.Register(Registration, At(7));

    PowerTold[] Told => [.. _point.Host.Told.Where(effect => effect.Target == TwinName.Of(EnterpriseId.Parse("E1")))
        .Select(effect => effect.Body).OfType<PowerTold>()];

    [Fact]
    public void On_and_off_are_told_and_not_every_minute()
    {
        // 0.1 is off, 0.11 is on.
        for (int minute = 0; minute < 10; minute++)
            _point.Instant(At(8, minute), Value(Press, minute < 5 ? 0.1m : 0.11m));

        Told.ShouldBe(
        [
            new PowerTold(Press, At(8), new MinuteStates(0b1, 0)),
            new PowerTold(Press, At(8), new MinuteStates(0b11_1111, 0b10_0000)),
        ]);
    }

    [Fact]
    public void What_goes_on_is_told_every_quarter_and_whole_when_the_hour_closes()
    {
        for (int minute = 0; minute <= 60; minute++)
            _point.Instant(At(8, minute), Value(Press, 20m));

        Told.Select(told => (told.Hour, told.Minutes.Newest)).ShouldBe(
            [(At(8), 0), (At(8), 15), (At(8), 30), (At(8), 45), (At(8), 59), (At(9), 0)]);
    }

    [Fact]
    public void Volts_and_void_values_are_nobodys_switch()
    {
        _point.Instant(At(8), Value(Voltage, 220m), Value(Press, 20m, DataFlag.Fault), Value(Fan, 3m));

        Told.Select(told => told.Device).ShouldBe([Fan]);
    }

    [Fact]
    public void A_minute_record_stands_for_its_minutes()
    {
        _point.TakeAt(At(8, 10), Minute(At(8), 10, Value(Press, 20m)));

        Told.ShouldBe([new PowerTold(Press, At(8), new MinuteStates(0x3FF, 0x3FF))]);
    }

    [Fact]
    public void Late_minutes_end_in_the_same_hour_as_minutes_in_order()
    {
        _point.Instant(At(8), Value(Press, 20m));
        _point.Instant(At(9), Value(Press, 20m));
        _point.Host.EvictAll();
        _point.TakeAt(At(9, 30), Upload(ObservationKind.RealTime, At(8, 30), Value(Press, 0m)));

        Told[^1].ShouldBe(new PowerTold(Press, At(8), new MinuteStates(1 | 1UL << 30, 1)));
    }

    [Fact]
    public void A_reading_sent_again_is_told_as_it_says_now_also_back_again()
    {
        _point.Instant(At(8), Value(Press, 20m));
        _point.Instant(At(8), Value(Press, 0m)).ShouldBeTrue();
        _point.Instant(At(8), Value(Press, 0m)).ShouldBeFalse();
        _point.Instant(At(8), Value(Press, 20m)).ShouldBeTrue();
        _point.Instant(At(8), Value(Press, 20m, DataFlag.Fault)).ShouldBeTrue();

        Told.Select(told => told.Minutes).ShouldBe(
            [new MinuteStates(1, 1), new MinuteStates(1, 0), new MinuteStates(1, 1), default]);
    }

    [Fact]
    public void An_upload_that_comes_again_is_known_by_its_devices_whatever_else_it_says()
    {
        _point.Instant(At(8), Value(Press, 20m), Value(Voltage, 220m)).ShouldBeTrue();
        _point.Instant(At(8), Value(Press, 20m), Value(Voltage, 220m)).ShouldBeFalse();
    }

    [Fact]
    public void An_hour_in_which_nothing_is_corrected_has_the_mean_of_its_instants()
    {
        // 30 instants of 10, then 30 of 20: 15.
        for (int minute = 0; minute <= 60; minute++)
            _point.Instant(At(8, minute), Value(Press, minute < 30 ? 10m : 20m));

        _point.ComputedHour(Press, At(8)).Value.ShouldBe((Exact)15m);
    }

    /// <summary>Seconds of the hour, a half-minute apart; what was drawn, where negative values stand for void ones.</summary>
    static readonly Gen<((int Second, int Value)[] Readings, int[] Moves)> Sent = Gen.Select(
        Gen.Select(Gen.Int[0, 119].Select(half => half * 30), Gen.Int[-1, 1]).Array[1, 60], Teller.Moves);

    [Fact]
    public void Of_every_reading_the_last_arrival_counts() =>
        Sent.Sample(sent =>
        {
            var point = new PowerPointTests();
            for (int i = 0; i < sent.Readings.Length; i++)
            {
                (int second, int value) = sent.Readings[i];
                point._point.TakeAt(At(8, 59), Upload(
                    ObservationKind.RealTime, At(8).AddSeconds(second),
                    Value(Press, Math.Abs(value), value < 0 ? DataFlag.Fault : DataFlag.Normal)));
                if (sent.Moves[i % sent.Moves.Length] == 0)
                    point._point.Host.EvictAll();
                if (sent.Moves[i % sent.Moves.Length] == 1)
                    point._point.Host.RestoreFromSnapshot();
            }

            point._point.Instant(At(9), Value(Fan, 0m));

            MinuteStates expected = default;
            foreach (IGrouping<int, (int Second, int Value)> same in sent.Readings.GroupBy(reading => reading.Second))
            {
                if (same.Last().Value >= 0)
                    expected = expected.With(1UL << same.Key / 60, same.Last().Value > 0);
            }

            MinuteStates told = point.Told.LastOrDefault(told => told.Device == Press)?.Minutes ?? default;
            told.ShouldBe(expected);
        });

    [Fact]
    public void The_hour_mean_of_a_device_is_told_and_that_of_its_volts_is_not()
    {
        for (int minute = 0; minute <= 60; minute++)
            _point.Instant(At(8, minute), Value(Press, 20m), Value(Voltage, 220m));

        MeanTold mean = _point.Host.Told.Select(effect => effect.Body).OfType<MeanTold>().ShouldHaveSingleItem();
        (mean.Factor, mean.Start, mean.Value, mean.Flag).ShouldBe((Press, At(8), (Exact)20m, DataFlag.Normal));
    }

    [Fact]
    public void A_point_of_another_kind_tells_no_switches()
    {
        var point = new PointHost();
        point.Register(Record() with { Enterprise = EnterpriseId.Parse("E1") }, At(7));
        point.Instant(At(8), Value(Press, 20m));

        point.Host.Told.ShouldNotContain(effect => effect.Body is PowerTold);
    }
}
