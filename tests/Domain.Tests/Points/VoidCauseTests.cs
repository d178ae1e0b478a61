using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class VoidCauseTests
{

    [Theory]
    [InlineData(44, VoidCause.TooFewMinutes)]
    [InlineData(45, VoidCause.None)]
    public void An_hour_of_44_minutes_says_that_they_are_too_few(int minutes, VoidCause cause) =>
        HourValidity.Of(new MinuteCounts(minutes, 0, minutes, minutes), isWater: false, PolicyFile.National)
            .ShouldBe(cause);

    [Theory]
    [InlineData(749, VoidCause.FlagShare)]
    [InlineData(750, VoidCause.None)]
    public void Under_three_quarters_normal_the_flags_void_a_gas_hour(int normal, VoidCause cause) =>
        // 749 of 1000 instants are 74.9 %.
        HourValidity.Of(new MinuteCounts(60, 0, normal, 1000), isWater: false, PolicyFile.National).ShouldBe(cause);

    [Theory]
    [InlineData(45, GasDenominator.Received, VoidCause.None)]
    [InlineData(45, GasDenominator.Expected, VoidCause.None)]
    public void Of_45_minutes_that_came_and_are_normal_every_denominator_is_content(
        int minutes, GasDenominator denominator, VoidCause cause) =>
        // 45 / 45 = 100 % of the received, 45 / 60 = 75 % of the expected.
        HourValidity.Of(new MinuteCounts(minutes, 0, minutes, minutes), isWater: false, With(denominator))
            .ShouldBe(cause);

    [Theory]
    [InlineData(GasDenominator.Received, VoidCause.FlagShare)]
    [InlineData(GasDenominator.Expected, VoidCause.None)]
    public void The_denominators_differ_where_instants_are_dense(GasDenominator denominator, VoidCause cause) =>
        // 600 of 900 instants are 67 %; they cover 50 of 60 minutes, 83 %.
        HourValidity.Of(new MinuteCounts(50, 0, 600, 900), isWater: false, With(denominator)).ShouldBe(cause);

    [Theory]
    [InlineData(59, 60, VoidCause.FlagShare)]
    [InlineData(60, 60, VoidCause.None)]
    public void One_abnormal_value_voids_a_water_hour(int normal, int received, VoidCause cause) =>
        HourValidity.Of(new MinuteCounts(59, 0, normal, received), isWater: true, PolicyFile.National).ShouldBe(cause);

    [Theory]
    [InlineData(19, VoidCause.TooFewHours, Validity.Invalid)]
    [InlineData(20, VoidCause.None, Validity.Valid)]
    public void A_day_of_19_hours_says_that_they_are_too_few(int hours, VoidCause cause, Validity settled)
    {
        var point = new PointHost();
        for (int hour = 0; hour < hours; hour++)
            point.Hour(hour, Value(So2, 100));
        point.Tick(At(24, 10));

        point.ComputedDay(So2, Day).Cause.ShouldBe(cause);
        LatestMean day = FactorStatus.Of(point.State, in point.Of(So2)).ComputedDay;
        day.Cause.ShouldBe(cause);
        day.ValidityAt(Day).ShouldBe(Validity.Provisional);
        day.ValidityAt(At(24)).ShouldBe(settled);
    }

    [Theory]
    [InlineData(DataFlag.Maintenance)]
    [InlineData(DataFlag.Fault)]
    [InlineData(DataFlag.Calibration)]
    [InlineData(DataFlag.Off)]
    public void A_reported_hour_is_void_by_its_own_flag(DataFlag flag) =>
        Plausibility.Of(So2, 10m, flag, PolicyFile.National.Points.Validity).ShouldBe(VoidCause.Flagged);

    [Theory]
    [InlineData("a21026", "20000", VoidCause.None)]
    [InlineData("a21026", "20000.1", VoidCause.Implausible)]
    [InlineData("w01001", "14", VoidCause.None)]
    [InlineData("w01001", "14.01", VoidCause.Implausible)]
    [InlineData("a21026", "0", VoidCause.None)]
    [InlineData("a21026", "-0.001", VoidCause.Negative)]
    [InlineData("w01018", "-1", VoidCause.Negative)]
    [InlineData("w01010", "-1", VoidCause.None)]
    [InlineData("a01012", "-12", VoidCause.None)]
    public void A_value_that_cannot_be_is_void(string factor, string value, VoidCause cause) =>
        Plausibility.Of(
            FactorCode.Parse(factor),
            decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            DataFlag.Normal,
            PolicyFile.National.Points.Validity).ShouldBe(cause);

    [Fact]
    public void Negatives_count_where_the_policy_keeps_them() =>
        Plausibility.Of(
            So2, -1m, DataFlag.Normal, PolicyFile.National.Points.Validity with { Negatives = NegativeValues.Kept })
            .ShouldBe(VoidCause.None);

    [Fact]
    public void An_implausible_minute_is_a_minute_too_few()
    {
        var point = new PointHost();
        point.Minutes(8, 0, 44, Value(So2, 100));
        point.Minutes(8, 44, 16, Value(So2, 20001));
        point.Tick(At(9, 10));

        point.ComputedHour(So2, At(8)).Cause.ShouldBe(VoidCause.TooFewMinutes);
        point.ComputedHour(So2, At(8)).Value.ShouldBe(100m);
    }

    [Fact]
    public void An_implausible_reported_hour_breaks_no_limit_and_is_told_as_void()
    {
        var point = new PointHost();
        point.Register(
            Record(Upper(So2, LimitPeriod.Hour, 100)) with { Incinerator = new IncineratorId("P", "1") }, At(7));

        point.Hour(8, Value(So2, 20001));

        point.Findings.ShouldBeEmpty();
        point.Host.Told.Select(effect => effect.Body).OfType<MeanTold>().Single().Flag.ShouldBe(DataFlag.Insufficient);
        FactorStatus.Of(point.State, in point.Of(So2)).ReportedHour.Cause.ShouldBe(VoidCause.Implausible);
    }

    [Theory]
    [InlineData(45, 15, VoidCause.None)]
    [InlineData(44, 16, VoidCause.OxygenGuard)]
    public void Minutes_near_the_oxygen_of_air_do_not_count(int counted, int guarded, VoidCause cause)
    {
        var point = new PointHost();
        point.Register(Record() with { ReferenceOxygen = 11m }, At(7));
        point.Minutes(8, 0, 60, Value(So2, 80));
        point.Minutes(8, 0, counted, Value(O2, 13));
        point.Minutes(8, counted, guarded, Value(O2, 20));
        point.Tick(At(9, 10));

        // 80 x (21 - 11) / (21 - 13) = 100 in the minutes that count.
        point.ComputedHour(So2, At(8)).Cause.ShouldBe(cause);
        point.ComputedHour(So2, At(8)).Converted.ShouldBe(100m);
    }

    [Theory]
    [InlineData(ConversionOrder.Minutes, "120")]
    [InlineData(ConversionOrder.Hour, "106.67")]
    public void The_order_of_conversion_decides(ConversionOrder order, string converted)
    {
        // Half an hour of 80 at 11 % O2, half of 80 at 16 %: minutes give (80 + 160) / 2 = 120; the hour gives
        // 80 x 10 / (21 - 13.5) = 106.67.
        var point = new PointHost(
            PolicyFile.National with
            {
                Points = PolicyFile.National.Points with
                {
                    Validity = PolicyFile.National.Points.Validity with { ConversionOrder = order },
                },
            });
        point.Register(Record() with { ReferenceOxygen = 11m }, At(7));
        point.Minutes(8, 0, 60, Value(So2, 80));
        point.Minutes(8, 0, 30, Value(O2, 11));
        point.Minutes(8, 30, 30, Value(O2, 16));
        point.Tick(At(9, 10));

        decimal.Round(point.ComputedHour(So2, At(8)).Converted.Value, 2).ShouldBe(
            decimal.Parse(converted, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(JudgeRounding.None, "100.4", true)]
    [InlineData(JudgeRounding.LimitDigits, "100.4", false)]
    [InlineData(JudgeRounding.LimitDigits, "100.5", false)]
    [InlineData(JudgeRounding.LimitDigits, "100.51", true)]
    public void Rounding_to_the_digits_of_the_limit_is_half_to_even(JudgeRounding rounding, string value, bool broken)
    {
        // 100.5 lies between 100 and 101 and goes to the even one.
        Exact figure = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);

        new PointLimit(100m, Exact.None, null, null).IsBrokenBy(figure, rounding).ShouldBe(broken);
    }

    static Policy With(GasDenominator denominator) => PolicyFile.National with
    {
        Points = PolicyFile.National.Points with
        {
            Validity = PolicyFile.National.Points.Validity with { GasDenominator = denominator },
        },
    };
}
