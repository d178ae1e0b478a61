using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Tests.Points;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class PolicyLimitTests
{
    const string Local =
        """
          - { factor: a21026, systems: ["31"], kinds: [incineratorFlueGas], industries: [垃圾焚烧], region: 1301, day: 40.5,
              referenceOxygen: 11, validFrom: 2026-03-10, validTo: 2026-03-11, clause: DB 1 table 2, source: a test }

        """;

    static readonly Policy WithLocal = PolicyFile.Parse(
        PolicyFileTests.National.Replace("legal:\n", Local + "legal:\n", StringComparison.Ordinal));

    static readonly PointRecord Incinerator = Record() with
    {
        Kind = PointKind.IncineratorFlueGas,
        Tags = ["垃圾焚烧"],
        ReferenceOxygen = 11m,
    };

    [Theory]
    [InlineData("a34013", 30, 20)]
    [InlineData("a21002", 300, 250)]
    [InlineData("a21026", 100, 80)]
    [InlineData("a21024", 60, 50)]
    [InlineData("a21005", 100, 80)]
    public void Table_4_of_GB_18485_holds_for_incinerators(string factor, int hour, int day)
    {
        FactorCode code = FactorCode.Parse(factor);

        LimitOf(PolicyFile.National, Incinerator, LimitPeriod.Hour, code)
            .ShouldBe(new PointLimit((decimal)hour, default, "GB 18485-2014 table 4", null));
        LimitOf(PolicyFile.National, Incinerator, LimitPeriod.Day, code)
            .ShouldBe(new PointLimit((decimal)day, default, "GB 18485-2014 table 4", null));
        LimitOf(PolicyFile.National, Incinerator with { Kind = PointKind.FlueGas }, LimitPeriod.Day, code)
            .IsSet.ShouldBeFalse();
    }

    [Fact]
    public void A_stricter_local_limit_prevails_and_one_for_hours_stays()
    {
        LimitOf(WithLocal, Incinerator, LimitPeriod.Day)
            .ShouldBe(new PointLimit(40.5m, default, "DB 1 table 2", null));
        LimitOf(WithLocal, Incinerator, LimitPeriod.Hour).UpperClause.ShouldBe("GB 18485-2014 table 4");
    }

    [Theory]
    [InlineData(40.4, "permit", 40.4)]
    [InlineData(40.5, "permit", 40.5)]
    [InlineData(40.6, "DB 1 table 2", 40.5)]
    public void A_stricter_registered_limit_prevails_over_all(decimal registered, string clause, decimal bound)
    {
        PointRecord record = Incinerator with
        {
            Limits = [new FactorLimit(So2, LimitPeriod.Day, registered, default, "permit", null)],
        };

        LimitOf(WithLocal, record, LimitPeriod.Day).ShouldBe(new PointLimit(bound, default, clause, null));
    }

    [Theory]
    [InlineData("2026-03-09T23:59:59+08:00", 80)]
    [InlineData("2026-03-10T00:00:00+08:00", 40.5)]
    [InlineData("2026-03-10T23:59:59+08:00", 40.5)]
    [InlineData("2026-03-11T00:00:00+08:00", 80)]
    public void The_day_of_the_data_decides_which_limit_holds(string time, decimal bound)
    {
        BeijingTime dataTime = BeijingTime.From(
            DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

        PointLimit.Of(StateOf(Incinerator), WithLocal, So2, LimitPeriod.Day, dataTime).Upper.ShouldBe((Exact)bound);
    }

    [Fact]
    public void What_a_limit_names_and_the_point_is_not_keeps_it_away()
    {
        Bound(Incinerator with { Kind = PointKind.FlueGas }).ShouldBe(Exact.None);
        Bound(Incinerator with { Region = RegionCode.Parse("130209") }).ShouldBe((Exact)80m);
        Bound(Incinerator with { Tags = [] }).ShouldBe((Exact)80m);
        Bound(Incinerator with { ReferenceOxygen = default }).ShouldBe((Exact)40.5m);
        PointLimit.Of(new PointState(GasPoint), WithLocal, So2, LimitPeriod.Day, Day).IsSet.ShouldBeFalse();
        var water = new PointState(WaterPoint) { Registration = Incinerator };
        PointLimit.Of(water, WithLocal, So2, LimitPeriod.Day, Day).Upper.ShouldBe((Exact)80m);

        static Exact Bound(PointRecord record) => LimitOf(WithLocal, record, LimitPeriod.Day).Upper;
    }

    [Fact]
    public void A_limit_at_another_reference_oxygen_is_converted_unless_the_policy_excludes_it()
    {
        PointRecord other = Incinerator with { ReferenceOxygen = 9m };

        PointLimit limit = LimitOf(WithLocal, other, LimitPeriod.Day);
        PointLimit excluded = LimitOf(
            WithLocal with { Oxygen = WithLocal.Oxygen with { OtherReference = OtherReference.Exclude } },
            other, LimitPeriod.Day);

        // 40.5 x (21 - 9) / (21 - 11) = 48.6
        limit.Upper.ShouldBe((Exact)48.6m);
        limit.ConversionFor(50m).ShouldBe(
            "; the limit is 40.5 at 11 % of oxygen, that is 40.5 x (21 - 9) / (21 - 11) = 48.6 at 9 %");
        excluded.IsSet.ShouldBeFalse();
    }

    [Theory]
    [InlineData(100, 6, 11, "66.666666666666666")] // 100 x 10 / 15, cut off and not rounded up
    [InlineData(100, 15, 11, "166.66666666666666")] // 100 x 10 / 6
    [InlineData(60, 6, 11, "40")]
    [InlineData(30, 11, 3.5, "52.5")] // 30 x 17.5 / 10
    public void A_converted_limit_is_never_above_the_exact_one(decimal written, decimal at, decimal reference, string converted) =>
        LimitConversion.Of(written, at, reference, 21)!.Converted.ToString().ShouldBe(converted);

    [Fact]
    public void A_point_registered_without_reference_oxygen_is_converted_to_that_of_its_limit()
    {
        var point = new PointHost();
        point.Register(Incinerator with { ReferenceOxygen = default }, At(0));

        point.Minutes(8, 0, 60, Value(So2, 90));
        for (int minute = 0; minute < 60; minute++)
            point.Take(Minute(At(8, minute), 1, Value(O2, 13)));
        point.Tick(At(9, 10));

        // 90 x (21 - 11) / (21 - 13) = 112.5 > 100, as measured 90 would comply.
        point.Findings.Single().Value.ShouldBe((Exact)112.5m);
    }

    [Theory]
    [InlineData("13", "130109", true)]
    [InlineData("130000", "130109", true)]
    [InlineData("1301", "130109", true)]
    [InlineData("1302", "130109", false)]
    [InlineData("130109", "130109", true)]
    [InlineData("130109", "130100", false)]
    [InlineData("31", "130109", false)]
    public void A_prefix_covers_the_regions_below_it(string prefix, string region, bool covers) =>
        RegionPrefix.Parse(prefix).Covers(RegionCode.Parse(region)).ShouldBe(covers);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("131")]
    [InlineData("16")]
    [InlineData("00")]
    [InlineData("000000")]
    [InlineData("Hebei")]
    public void What_begins_no_region_code_is_refused(string text) =>
        Should.Throw<FormatException>(() => RegionPrefix.Parse(text)).Message.ShouldContain("GB/T 2260");

    [Theory]
    [InlineData("day: 40.5,", "", "a21026 has neither hour nor day")]
    [InlineData("validTo: 2026-03-11", "validTo: 2026-03-10", ".validTo: '2026-03-10' is not after")]
    [InlineData("region: 1301", "region: 999", "'999'")]
    [InlineData("[incineratorFlueGas]", "[chimney]", "'chimney'")]
    [InlineData("day: 40.5", "day: low", "'low'")]
    public void A_wrong_limit_is_named(string text, string replacement, string error)
    {
        string file = PolicyFileTests.National.Replace(
            "legal:\n",
            Local.Replace(text, replacement, StringComparison.Ordinal) + "legal:\n",
            StringComparison.Ordinal);

        PolicyFileTests.Faults(file).Single().ToString().ShouldContain(error);
    }

    static PointLimit LimitOf(Policy policy, PointRecord record, LimitPeriod period, FactorCode factor = default) =>
        PointLimit.Of(StateOf(record), policy, factor.IsEmpty ? So2 : factor, period, Day);

    static PointState StateOf(PointRecord record) => new(GasPoint) { Registration = record };
}
