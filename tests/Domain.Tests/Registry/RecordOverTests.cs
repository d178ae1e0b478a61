using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Registry;

/// <summary>What a record takes over from the one before it.</summary>
public sealed class RecordOverTests
{
    static readonly FactorCode Sulphur = FactorCode.Parse("a21026");
    static readonly FactorCode Nitrogen = FactorCode.Parse("a21002");

    static readonly PointRecord Former = new()
    {
        Id = new PointId("A", "31"),
        Name = "old name",
        Kind = PointKind.FlueGas,
        Region = RegionCode.Parse("130109"),
        Enterprise = EnterpriseId.Parse("E1"),
        Incinerator = new IncineratorId("P", "1"),
        Location = new Wgs84(114.5, 38),
        FineCell = CellId.Parse("130100-500m-0740-2740"),
        Password = new DevicePassword("123456"),
        Limits = [LimitOf(Sulphur, 100m), LimitOf(Nitrogen, 300m)],
        ReferenceOxygen = 11m,
        MinuteInterval = 5,
        Units = [new UnitOverride(Sulphur, "ug/m3")],
        OldCodes = [new OldCode(FactorCode.Parse("02"), Sulphur)],
        Tags = ["a"],
    };

    static readonly PointRecord Bare = new()
    {
        Id = Former.Id,
        Name = "new name",
        Kind = PointKind.Other,
        Region = Former.Region,
        MinuteInterval = RegistryRules.DefaultMinuteInterval,
    };

    [Fact]
    public void A_point_keeps_all_that_is_not_said() =>
        Bare.Over(Former, RegistryFields.None).ShouldBe(Former with { Name = "new name", Kind = PointKind.Other });

    [Fact]
    public void A_field_that_is_said_to_be_empty_is_cleared()
    {
        const RegistryFields all = (RegistryFields)4_095;

        Bare.Over(Former, all).ShouldBe(Bare);
    }

    [Theory]
    [InlineData(RegistryFields.Password)]
    [InlineData(RegistryFields.Limits)]
    [InlineData(RegistryFields.Units)]
    [InlineData(RegistryFields.OldCodes)]
    [InlineData(RegistryFields.Location)]
    public void Saying_one_field_leaves_the_others(RegistryFields said)
    {
        var amended = (PointRecord)Bare.Over(Former, said);

        amended.Password.HasValue.ShouldBe(said != RegistryFields.Password);
        amended.Limits.Count.ShouldBe(said == RegistryFields.Limits ? 0 : 2);
        amended.Units.Count.ShouldBe(said == RegistryFields.Units ? 0 : 1);
        amended.OldCodes.Count.ShouldBe(said == RegistryFields.OldCodes ? 0 : 1);
        amended.Location.HasValue.ShouldBe(said != RegistryFields.Location);
        amended.FineCell.HasValue.ShouldBe(said != RegistryFields.Location);
    }

    [Fact]
    public void A_limit_of_a_file_taken_in_part_replaces_the_one_for_its_factor_and_period_only()
    {
        PointRecord read = Bare with { Limits = [LimitOf(Sulphur, 50m)] };

        ((PointRecord)read.Over(Former, RegistryFields.None)).Limits
            .ShouldBe([LimitOf(Nitrogen, 300m), LimitOf(Sulphur, 50m)]);
        ((PointRecord)read.Over(Former, RegistryFields.Limits)).Limits.ShouldBe([LimitOf(Sulphur, 50m)]);
    }

    [Fact]
    public void A_point_that_moves_to_another_city_without_a_new_position_counts_in_the_cell_of_that_city()
    {
        PointRecord moved = Bare with { Region = RegionCode.Parse("130602") };

        ((PointRecord)moved.Over(Former, RegistryFields.None)).FineCell
            .ShouldBe(CellId.Parse("130600-500m-0740-2740"));
    }

    [Fact]
    public void An_enterprise_keeps_position_and_contacts_that_are_not_said()
    {
        var former = new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("E1"),
            Name = "n",
            Industry = "i",
            Region = Former.Region,
            Location = Former.Location,
            FineCell = Former.FineCell,
            Contacts = ["a"],
        };
        EnterpriseRecord bare = former with { Industry = "j", Location = null, FineCell = null, Contacts = [] };

        bare.Over(former, RegistryFields.None).ShouldBe(former with { Industry = "j" });
        bare.Over(former, RegistryFields.Location | RegistryFields.Contacts).ShouldBe(bare);
    }

    [Fact]
    public void A_furnace_keeps_a_temperature_point_of_its_own_but_not_a_former_outlet()
    {
        IncineratorRecord former = FurnaceOf("OUT1", temperature: "T1");
        IncineratorRecord read = FurnaceOf("OUT2", temperature: "OUT2");

        read.Over(former, RegistryFields.None).ShouldBe(FurnaceOf("OUT2", temperature: "T1"));
        read.Over(former, RegistryFields.TemperaturePoint).ShouldBe(read);
        read.Over(FurnaceOf("OUT1", temperature: "OUT1"), RegistryFields.None).ShouldBe(read);
    }

    static FactorLimit LimitOf(FactorCode factor, Exact upper) =>
        new(factor, LimitPeriod.Hour, upper, Exact.None, "permit", null);

    static IncineratorRecord FurnaceOf(string emission, string temperature) => new()
    {
        Id = new IncineratorId("P", "1"),
        Name = "n",
        Enterprise = EnterpriseId.Parse("E1"),
        Region = Former.Region,
        EmissionPoint = new PointId(emission, "31"),
        TemperaturePoint = new PointId(temperature, "31"),
    };
}
