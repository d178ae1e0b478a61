using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Registry;

/// <summary>What a registration is told of the twins that it names.</summary>
public sealed class RegistryReferencesTests
{
    static readonly EnterpriseId Plant = EnterpriseId.Parse("P"), Other = EnterpriseId.Parse("Q");
    readonly Dictionary<TwinName, RegistryRecord> _registry = [];

    public RegistryReferencesTests() => Know(Enterprise());

    [Fact]
    public void A_furnace_whose_points_are_its_own_is_told_nothing()
    {
        Know(Point("A-31"), Point("B-31") with { Kind = PointKind.Other });

        Of(Furnace("A-31", "B-31")).ShouldBeEmpty();
    }

    [Fact]
    public void A_furnace_is_told_of_an_emission_point_that_is_not_registered() =>
        Of(Furnace("A-31", "A-31")).ShouldBe(
            ["emission_point 'A-31' is no registered point: until it is, furnace P-1 is not judged"]);

    [Fact]
    public void A_furnace_is_told_of_an_emission_point_of_another_furnace_and_enterprise()
    {
        Know(Point("A-31") with { Enterprise = Other, Incinerator = new IncineratorId("Q", "2") });

        Of(Furnace("A-31", "A-31")).ShouldBe(
        [
            "emission_point 'A-31' belongs to furnace Q-2: furnace P-1 is not judged",
            "emission_point 'A-31' is of enterprise Q, not of P",
        ]);
    }

    [Theory]
    [InlineData("a21026", 0)]
    [InlineData("a01001", 1)]
    public void A_furnace_is_told_of_an_emission_point_without_a_limit_of_its_pollutants(string factor, int faults)
    {
        Know(Point("A-31") with
        {
            Limits = [new FactorLimit(FactorCode.Parse(factor), LimitPeriod.Day, 80m, default, "permit", null)],
        });

        string[] told = Of(Furnace("A-31", "A-31"));

        told.Length.ShouldBe(faults);
        told.ShouldAllBe(fault =>
            fault == "emission_point 'A-31' has no limit of a pollutant that furnace P-1 is judged by");
    }

    [Fact]
    public void A_furnace_is_told_of_a_temperature_point_that_is_none_of_its_own()
    {
        Know(Point("A-31"), Point("B-31") with { Incinerator = null });

        Of(Furnace("A-31", "B-31")).ShouldBe(
            ["temperature_point 'B-31' belongs to no furnace: furnace P-1 learns no temperature of it"]);
        Of(Furnace("A-31", "C-31")).ShouldBe(
            ["temperature_point 'C-31' is no registered point: until it is, furnace P-1 learns no temperature of it"]);
    }

    [Fact]
    public void A_furnace_and_a_point_are_told_of_an_enterprise_that_is_not_registered()
    {
        _registry.Clear();
        Know(Point("A-31"), Furnace("A-31", "A-31"));

        const string told = "enterprise 'P' is no registered enterprise: until it is, it belongs to no region";
        Of(Furnace("A-31", "A-31")).ShouldBe([told]);
        Of(Point("A-31"), former: null).ShouldBe([told]);
    }

    [Fact]
    public void A_point_is_told_of_a_furnace_that_is_not_registered_or_of_another_enterprise()
    {
        Of(Point("A-31"), former: null).ShouldBe(
            ["incinerator 'P-1' is no registered furnace: until it is, nobody hears the point as one of it"]);
        Know(Furnace("A-31", "A-31") with { Enterprise = Other });

        Of(Point("A-31"), former: null).ShouldBe(["incinerator 'P-1' is of Q, the point is of enterprise P"]);
    }

    [Fact]
    public void A_point_is_told_when_it_leaves_the_furnace_that_it_measures()
    {
        Know(Furnace("A-31", "B-31"));
        PointRecord leaves = Point("A-31") with { Incinerator = null };

        Of(leaves, Point("A-31")).ShouldBe(
            ["incinerator '' is not the furnace of before: the point leaves P-1, whose emission point it is: P-1 is not judged"]);
        Of(leaves with { Id = PointId.Parse("B-31") }, Point("B-31")).ShouldBe(
            ["incinerator '' is not the furnace of before: the point leaves P-1, whose temperature point it is: P-1 learns no temperature"]);
        Of(leaves with { Id = PointId.Parse("C-31") }, Point("C-31")).ShouldBe(
            ["incinerator '' is not the furnace of before: the point leaves P-1, which hears nothing more of it"]);
    }

    [Fact]
    public void A_point_that_moves_to_another_furnace_is_told_whether_that_names_it()
    {
        Know(Furnace("A-31", "A-31"), Furnace("C-31", "C-31") with { Id = new IncineratorId("P", "2") });
        PointRecord moves = Point("A-31") with { Incinerator = new IncineratorId("P", "2") };
        const string left =
            "incinerator 'P-2' is not the furnace of before: the point leaves P-1, whose emission point it is: P-1 is not judged";

        Of(moves, Point("A-31")).ShouldBe([left + "; P-2 names it neither as emission point nor as temperature point"]);
        Know(Furnace("A-31", "A-31") with { Id = new IncineratorId("P", "2") });
        Of(moves, Point("A-31")).ShouldBe([left]);
    }

    [Fact]
    public void A_point_is_told_when_its_kind_changes()
    {
        Know(Furnace("A-31", "A-31"));

        Of(Point("A-31") with { Kind = PointKind.FlueGas }, Point("A-31")).ShouldBe(
        [
            "kind 'flue_gas' is another kind than before, incinerator_flue_gas: limits of the policy are those of the new kind "
            + "from now on",
        ]);
        Of(Point("A-31"), Point("A-31")).ShouldBeEmpty();
    }

    [Fact]
    public void A_point_is_told_when_it_leaves_its_enterprise()
    {
        Know(Enterprise() with { Id = Other });
        PointRecord stays = Point("M1-44") with { Incinerator = null };
        const string left =
            "enterprise 'Q' is not the enterprise of before: the point leaves P, which keeps what it was told and hears nothing more";

        Of(stays with { Enterprise = Other }, stays).ShouldBe([left]);
        Know(Enterprise() with { Relations = [DeviceRelation.Parse("M1-44:d20401>M2-44:d30401")] });
        Of(stays with { Enterprise = Other }, stays).ShouldBe([left + "; its relations of devices are judged no more"]);
    }

    [Theory]
    [InlineData("11", null)]
    [InlineData("6", "reference_oxygen '6' is not the 11 % of oxygen that the limits of GB 18485-2014 table 4 are written for: they are converted to that of the point")]
    public void A_point_is_told_of_a_standard_at_another_reference_oxygen(string oxygen, string? told)
    {
        var registered = Exact.From(decimal.Parse(oxygen, System.Globalization.CultureInfo.InvariantCulture));
        PointRecord point = Point("A-31") with { ReferenceOxygen = registered };
        PointRecord limited = point with
        {
            Limits = [new FactorLimit(FactorCode.Parse("a21026"), LimitPeriod.Day, 60m, default, "permit", null)],
        };

        OfOxygen(point).ShouldBe(told is null ? [] : [told]);
        OfOxygen(limited).ShouldBe(told is null ? [] : [told + "; its registered limits are taken as written for it"]);
        OfOxygen(point with { Kind = PointKind.FlueGas }).ShouldBeEmpty();
        OfOxygen(point with { ReferenceOxygen = default }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2026, 3, 9, null)]
    [InlineData(
        2026, 3, 8,
        "valid_from '2026-03-08' dates a limit of a21026 back over more than the 366 days before the newest data, which are "
        + "judged again: days before them stay as they were judged until data come for them")]
    public void A_limit_dated_back_over_more_than_366_days_is_told(int year, int month, int day, string? told)
    {
        FactorLimit limit = new(FactorCode.Parse("a21026"), LimitPeriod.Day, 60m, default, "permit", null);
        PointRecord former = Point("A-31") with { Limits = [limit] };
        PointRecord point = former with { Limits = [limit with { ValidFrom = new DateOnly(year, month, day) }] };
        BeijingTime now = BeijingTime.Of(2027, 3, 10, 9);

        Words(RegistryReferences.OfDatedLimits(point, former, now)).ShouldBe(told is null ? [] : [told]);
        Words(RegistryReferences.OfDatedLimits(point, point, now)).ShouldBeEmpty();
    }

    [Fact]
    public void An_enterprise_is_told_of_devices_that_no_point_of_it_measures()
    {
        Know(Point("M1-44"), Point("M2-44") with { Enterprise = Other });
        EnterpriseRecord enterprise = Enterprise() with
        {
            Relations =
            [
                DeviceRelation.Parse("M1-44:d20401>M2-44:d30401"), DeviceRelation.Parse("M1-44:d20401>M3-44:d30401"),
            ],
        };

        Words(RegistryReferences.Of(enterprise, Find)).ShouldBe(
        [
            "relations 'M2-44:d30401' is of a point of enterprise Q: the relation is not judged",
            "relations 'M3-44:d30401' is of no registered point: until it is, the relation is not judged",
        ]);
    }

    [Theory]
    [InlineData(1, "tags 'like:line' has 1 point of P beside it, and 2 are needed: it is held against nothing")]
    [InlineData(2, null)]
    public void A_point_is_told_when_too_few_others_are_like_it(int others, string? told)
    {
        PointRecord point = Point("A-31") with { Tags = ["east", "like:line"] };
        string tag = RegistryReferences.LikeTagOf(point, PolicyFile.National.Detectors).ShouldNotBeNull();

        ReferenceFault? fault = RegistryReferences.OfLike(
            point, tag, others, PolicyFile.National.Detectors.PeerGap.LeastPeers);

        (fault is null ? null : Words([fault]).Single()).ShouldBe(told);
    }

    static string[] Words(IEnumerable<ReferenceFault> faults) =>
        [.. faults.Select(fault => $"{fault.Field} '{fault.Value}' {fault.Reason}")];

    static EnterpriseRecord Enterprise() => new()
    {
        Id = Plant, Name = "plant", Industry = "N7820", Region = RegionCode.Parse("130109"),
    };

    static PointRecord Point(string id) => new()
    {
        Id = PointId.Parse(id),
        Name = id,
        Kind = PointKind.IncineratorFlueGas,
        Region = RegionCode.Parse("130109"),
        Enterprise = Plant,
        Incinerator = new IncineratorId("P", "1"),
        MinuteInterval = 10,
    };

    static IncineratorRecord Furnace(string emission, string temperature) => new()
    {
        Id = new IncineratorId("P", "1"),
        Name = "1",
        Enterprise = Plant,
        Region = RegionCode.Parse("130109"),
        EmissionPoint = PointId.Parse(emission),
        TemperaturePoint = PointId.Parse(temperature),
    };

    void Know(params RegistryRecord[] records)
    {
        foreach (RegistryRecord record in records)
            _registry[record.Twin] = record;
    }

    RegistryRecord? Find(TwinName twin) => _registry.GetValueOrDefault(twin);

    static string[] OfOxygen(PointRecord point) =>
        Words(RegistryReferences.OfOxygen(point, PolicyFile.National, BeijingTime.Of(2026, 3, 2)));

    string[] Of(IncineratorRecord furnace) => Words(RegistryReferences.Of(
        furnace, Find, PolicyFile.National, BeijingTime.Of(2026, 3, 2)));

    string[] Of(PointRecord point, PointRecord? former) => Words(RegistryReferences.Of(point, former, Find));
}
