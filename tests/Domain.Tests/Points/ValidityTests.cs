using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class ValidityTests
{
    [Theory]
    [InlineData(44, DataFlag.Insufficient)]
    [InlineData(45, DataFlag.Normal)]
    public void An_hour_needs_45_valid_minutes(int minutes, DataFlag flag)
    {
        var point = new PointHost();
        point.Minutes(8, 0, minutes, Value(So2, 100));

        point.Tick(At(9, 10));

        point.ComputedHour(So2, At(8)).Flag.ShouldBe(flag);
        point.ComputedHour(So2, At(8)).Value.ShouldBe(100m);
    }

    [Theory]
    [InlineData(44, DataFlag.Insufficient)]
    [InlineData(45, DataFlag.Normal)]
    public void An_hour_of_instants_needs_45_minutes_with_a_valid_one(int minutes, DataFlag flag)
    {
        var point = new PointHost();
        for (int minute = 0; minute < minutes; minute++)
            point.Instant(At(8, minute, 30), Value(So2, 100));

        point.Instant(At(9), Value(So2, 5));

        point.ComputedHour(So2, At(8)).Flag.ShouldBe(flag);
    }

    [Theory]
    [InlineData(50, 16, DataFlag.Normal)]
    [InlineData(50, 17, DataFlag.Fault)]
    public void Three_quarters_of_the_gas_instants_must_be_normal(int normal, int faulty, DataFlag flag)
    {
        // 50 of 66 are 75.8 %, 50 of 67 are 74.6 %.
        var point = new PointHost();
        for (int minute = 0; minute < normal; minute++)
            point.Instant(At(8, minute), Value(So2, 100));
        for (int i = 0; i < faulty; i++)
            point.Instant(At(8, i, 30), Value(So2, 900, DataFlag.Fault));

        point.Instant(At(9), Value(So2, 5));

        point.ComputedHour(So2, At(8)).Flag.ShouldBe(flag);
        point.ComputedHour(So2, At(8)).Value.ShouldBe(100m);
    }

    [Fact]
    public void Exactly_three_quarters_of_the_gas_minutes_are_enough()
    {
        // 45 normal and 15 faulty minutes: 45 / 60 = 0.75.
        var point = new PointHost();
        point.Minutes(8, 0, 45, Value(So2, 100));
        point.Minutes(8, 45, 15, Value(So2, 900, DataFlag.Fault));

        point.Tick(At(9, 10));

        point.ComputedHour(So2, At(8)).Flag.ShouldBe(DataFlag.Normal);
    }

    [Fact]
    public void One_abnormal_minute_voids_a_waste_water_hour()
    {
        var point = new PointHost(WaterPoint);
        point.Minutes(8, 0, 59, Value(Cod, 40));
        point.Minutes(8, 59, 1, Value(Cod, 40, DataFlag.Fault));
        point.Minutes(9, 0, 60, Value(Cod, 40));

        point.Tick(At(10, 10));

        point.ComputedHour(Cod, At(8)).Flag.ShouldBe(DataFlag.Fault);
        point.ComputedHour(Cod, At(9)).Flag.ShouldBe(DataFlag.Normal);
    }

    [Theory]
    [InlineData(19, DataFlag.Insufficient)]
    [InlineData(20, DataFlag.Normal)]
    public void A_day_needs_20_valid_hours(int hours, DataFlag flag)
    {
        var point = new PointHost();
        for (int hour = 0; hour < hours; hour++)
            point.Hour(hour, Value(So2, 10 * (hour + 1)));

        point.Tick(At(24, 10));

        // 10 + 20 + ... + 10 n, divided by n, is 5 (n + 1).
        point.ComputedDay(So2, Day).Value.ShouldBe(5m * (hours + 1));
        point.ComputedDay(So2, Day).Flag.ShouldBe(flag);
    }

    [Fact]
    public void A_mean_is_converted_to_reference_oxygen()
    {
        // 100 x (21 - 11) / (21 - 13) = 125
        PointHost point = Converted(So2, measuredOxygen: 13);

        point.ComputedHour(So2, At(8)).Converted.ShouldBe(125m);
        point.ComputedHour(So2, At(8)).Flag.ShouldBe(DataFlag.Normal);
        point.ComputedHour(O2, At(8)).Converted.HasValue.ShouldBeFalse();
    }

    [Theory]
    [InlineData(19.99, DataFlag.Normal)]
    [InlineData(20, DataFlag.Insufficient)]
    public void Near_the_oxygen_of_air_a_mean_does_not_count(decimal oxygen, DataFlag flag)
    {
        PointHost point = Converted(So2, oxygen);

        point.ComputedHour(So2, At(8)).Flag.ShouldBe(flag);
        point.ComputedHour(So2, At(8)).Converted.HasValue.ShouldBe(flag == DataFlag.Normal);
    }

    [Fact]
    public void A_temperature_is_not_converted_and_counts_whatever_the_oxygen()
    {
        PointHost point = Converted(Furnace, measuredOxygen: 20.5m);

        point.ComputedHour(Furnace, At(8)).Converted.HasValue.ShouldBeFalse();
        point.ComputedHour(Furnace, At(8)).Flag.ShouldBe(DataFlag.Normal);
    }

    [Fact]
    public void What_the_device_has_converted_is_preferred()
    {
        var point = new PointHost();
        point.Register(Record() with { ReferenceOxygen = 11m }, At(7));
        point.Minutes(8, 0, 60, Value(So2, 100) with { Converted = 130m });
        point.Minutes(8, 0, 60, Value(O2, 13));

        point.Tick(At(9, 10));

        point.ComputedHour(So2, At(8)).Figure.ShouldBe(130m);
    }

    [Fact]
    public void Five_minute_furnace_temperatures_stand_beside_ten_minute_records()
    {
        // Five-minute means 900 in the first half hour; ten-minute records 840 in all of it count where no
        // five-minute one does: (30 x 900 + 30 x 840) / 60 = 870.
        var point = new PointHost();
        for (int minute = 50; minute >= 0; minute -= 10)
            point.TakeAt(At(8, 59), Minute(At(8, minute), 10, Value(Furnace, 840)));
        for (int minute = 0; minute < 30; minute += 5)
            point.TakeAt(At(8, 59), Upload(ObservationKind.FurnaceTemperature, At(8, minute), Value(Furnace, 900)));

        point.Tick(At(9, 10));

        point.ComputedHour(Furnace, At(8)).Value.ShouldBe(870m);
        point.ComputedHour(Furnace, At(8)).Flag.ShouldBe(DataFlag.Normal);
    }

    [Fact]
    public void A_record_that_reaches_over_its_hour_counts_for_the_minutes_in_it()
    {
        // Ten minutes of 10, ..., 50 and five of 100: (5 x 10 x 10 + 5 x 100) / 55 = 18.181...
        var point = new PointHost();
        for (int minute = 5; minute < 55; minute += 10)
            point.Take(Minute(At(8, minute), 10, Value(So2, 10)));
        point.Take(Minute(At(8, 55), 10, Value(So2, 100)));

        point.Tick(At(9, 10));

        decimal.Round(point.ComputedHour(So2, At(8)).Value.Value, 6).ShouldBe(18.181818m);
    }

    [Fact]
    public void A_valid_reported_hour_counts_before_the_computed_one()
    {
        var point = new PointHost();
        point.Minutes(8, 0, 60, Value(So2, 100));
        point.Hour(8, Value(So2, 90));
        point.Tick(At(9, 10));

        point.DayOf(Day).Find(0)!.Hour(8).Value.ShouldBe(90m);

        point.Hour(8, Value(So2, 90, DataFlag.Fault));

        point.DayOf(Day).Find(0)!.Hour(8).Value.ShouldBe(100m);
    }

    static PointHost Converted(FactorCode factor, decimal measuredOxygen)
    {
        var point = new PointHost();
        point.Register(Record() with { ReferenceOxygen = 11m, Kind = PointKind.IncineratorFlueGas }, At(7));
        point.Minutes(8, 0, 60, Value(factor, 100));
        point.Minutes(8, 0, 60, Value(O2, measuredOxygen));
        point.Tick(At(9, 10));
        return point;
    }

    [Fact]
    public void A_value_too_large_to_be_converted_makes_the_mean_insufficient_and_nothing_else()
    {
        var mean = new MeanCell { Value = 99_999_999_999_999_999m, Flag = DataFlag.Normal, LastEntry = 1 };
        var oxygen = new MeanCell { Value = 19.5m, Flag = DataFlag.Normal, LastEntry = 1 };

        HourMeans.Convert(ref mean, FactorCode.Parse("a21026"), 11m, in oxygen, PolicyFile.National.Oxygen);

        mean.Flag.ShouldBe(DataFlag.Insufficient);
        mean.Converted.HasValue.ShouldBeFalse();
    }
}
