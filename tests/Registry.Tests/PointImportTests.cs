using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

public sealed class PointImportTests
{
    const string Good = "A1,31,stack,flue_gas,130109,E1,114.5,38.0";

    [Fact]
    public void A_bad_row_is_reported_with_line_column_and_reason()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options,
            Given.PointHeader,
            Good,
            "A2,31,stack,flue_gas,13O109,E1,114.5,38.0");

        result.Problems.ShouldHaveSingleItem().ShouldBe(new ImportProblem(
            3, "region", "13O109", "is not a six-digit code of GB/T 2260", ImportSeverity.Error));
    }

    [Theory]
    [InlineData(",31,n,flue_gas,130109,E1,114.5,38", "mn", "", "is empty")]
    [InlineData("A/1,31,n,flue_gas,130109,E1,114.5,38", "mn", "A/1", "is not 1 to 64 letters, digits, '-', '_' or '.'")]
    [InlineData("A1,3-1,n,flue_gas,130109,E1,114.5,38", "st", "3-1", "is not 1 to 4 letters or digits")]
    [InlineData("A1,31,,flue_gas,130109,E1,114.5,38", "name", "", "is empty")]
    [InlineData("A1,31,n,smoke,130109,E1,114.5,38", "kind", "smoke",
        "is not a kind of point: flue_gas, waste_water, ambient_air, micro_station, "
        + "incinerator_flue_gas, electricity, other")]
    [InlineData("A1,31,n,flue_gas,990109,E1,114.5,38", "region", "990109", "is not a six-digit code of GB/T 2260")]
    [InlineData("A1,31,n,flue_gas,130000,E1,114.5,38", "region", "130000",
        "is a whole province or the nation; a county or city is needed")]
    [InlineData("A1,31,n,flue_gas,130109,E 1,114.5,38", "enterprise", "E 1", "is not an enterprise code")]
    [InlineData("A1,31,n,flue_gas,130109,E1,114.5,", "latitude", "", "is empty")]
    [InlineData("A1,31,n,flue_gas,130109,E1,114.5E,38", "longitude", "114.5E", "is not a number of degrees")]
    [InlineData("A1,31,n,flue_gas,130109,E1,NaN,38", "longitude", "NaN", "is not a number of degrees")]
    [InlineData("A1,31,n,flue_gas,130109,E1,38,114.5", "longitude", "38,114.5",
        "lies outside China; longitude and latitude seem to be swapped")]
    [InlineData("A1,31,n,flue_gas,130109,E1,103.85,1.29", "longitude", "103.85,1.29", "lies outside China")]
    [InlineData("A1,31,n,flue_gas,130109,E1,0,0", "longitude", "0,0",
        "is 0,0, which devices send for an unknown position")]
    [InlineData("A1,31,n,flue_gas,130109,E1,114.5", "", "", "has 7 fields where the header has 8")]
    [InlineData("A1,31,n\"x,flue_gas,130109,E1,114.5,38", "", "", "has a quote inside an unquoted field")]
    public void A_bad_cell_is_an_error(string row, string column, string value, string reason)
    {
        ImportResult<PointRecord> result = Given.Points(Given.Options, Given.PointHeader, row);

        result.Problems.ShouldHaveSingleItem().ShouldBe(
            new ImportProblem(2, column, value, reason, ImportSeverity.Error));
        result.Valid.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reference_oxygen", "21", "is not between 0 and 21 percent")]
    [InlineData("reference_oxygen", "11%", "is not a number")]
    [InlineData("minute_interval", "7", "is not one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 minutes")]
    [InlineData("minute_interval", "5.5", "is not a whole number of minutes")]
    [InlineData("units", "a34004", "is not of the form factor=value")]
    [InlineData("units", "a34004=ug/m3;a34004=mg/m3", "names a factor twice")]
    [InlineData("old_codes", "011=w01018x789", "is not a factor code")]
    [InlineData("incinerator", "plant", "is not of the form plant-furnace")]
    public void A_bad_optional_cell_is_an_error(string column, string value, string reason)
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options,
            $"mn,st,name,kind,region,{column}",
            $"A1,31,n,flue_gas,130109,{value}");

        ImportProblem problem = result.Problems.ShouldHaveSingleItem();
        (problem.Column, problem.Reason).ShouldBe((column, reason));
        result.Valid.ShouldBeEmpty();
    }

    [Fact]
    public void All_bad_cells_of_a_row_are_reported_at_once()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options,
            Given.PointHeader,
            "A 1,,n,smoke,130000,E 1,103.85,1.29");

        result.Problems.Select(problem => problem.Column).ShouldBe(
            ["st", "mn", "kind", "region", "enterprise", "longitude"]);
    }

    [Fact]
    public void Nothing_is_accepted_when_one_row_is_bad_unless_partial_is_asked()
    {
        string[] file = [Given.PointHeader, Good, "A2,31,stack,flue_gas,1,E1,114.5,38.0"];

        Given.Points(Given.Options, file).Accepted.ShouldBeEmpty();
        Given.Points(Given.Options with { Partial = true }, file).Accepted.ShouldHaveSingleItem().Id
            .ShouldBe(new PointId("A1", "31"));
    }

    [Fact]
    public void A_repeated_point_is_an_error_and_the_first_row_stands()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options with { Partial = true },
            Given.PointHeader,
            Good,
            "A1,32,outlet,waste_water,130109,E1,114.5,38.0",
            "A1,31,again,flue_gas,130109,E1,114.5,38.0");

        result.Problems.ShouldHaveSingleItem().ShouldBe(
            new ImportProblem(4, "", "A1-31", "stands in line 2 already", ImportSeverity.Error));
        result.Accepted.Select(point => point.Name).ShouldBe(["stack", "outlet"]);
    }

    [Fact]
    public void References_are_checked_against_what_is_known()
    {
        var known = new KnownRegistry
        {
            Regions = { RegionCode.Parse("130109") },
            Enterprises = { EnterpriseId.Parse("E1") },
        };

        ImportResult<PointRecord> result = Given.Points(
            Given.Options with { Lookup = known },
            Given.PointHeader,
            Good,
            "A2,31,stack,flue_gas,130110,E1,114.5,38.0",
            "A3,31,stack,flue_gas,130109,E2,114.5,38.0");

        result.Problems.Select(problem => (problem.Line, problem.Column, problem.Value, problem.Reason)).ShouldBe(
        [
            (3L, "region", "130110", "is not a known region"),
            (4L, "enterprise", "E2", "is not a known enterprise"),
        ]);
    }

    [Fact]
    public void A_point_without_a_position_is_taken_with_a_warning_and_has_no_cell()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options, Given.PointHeader, "A1,31,stack,flue_gas,130109,E1,,");

        result.Problems.ShouldHaveSingleItem().Severity.ShouldBe(ImportSeverity.Warning);
        PointRecord point = result.Accepted.ShouldHaveSingleItem();
        point.Location.ShouldBeNull();
        point.FineCell.ShouldBeNull();
    }

    [Fact]
    public void A_password_that_no_frame_can_carry_is_an_error_that_does_not_show_it()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options, "mn,st,name,kind,region,password", "A1,31,n,flue_gas,130109,abc;12");

        result.Problems.ShouldHaveSingleItem().ShouldBe(new ImportProblem(
            2, "password", "******", "holds one of ; , & or a line end, which a frame cannot carry",
            ImportSeverity.Error));
    }

    [Fact]
    public void A_password_never_shows_in_a_record_or_in_a_problem()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options,
            "mn,st,name,kind,region,password",
            "A1,31,stack,flue_gas,130109,s3cret");

        PointRecord point = result.Accepted.ShouldHaveSingleItem();
        point.ToString().ShouldNotContain("s3cret");
        point.Password!.Value.Matches("s3cret"u8).ShouldBeTrue();
        point.Password.Value.Matches("s3cres"u8).ShouldBeFalse();
    }

    [Fact]
    public void Units_and_old_codes_are_kept_per_point()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options,
            "mn,st,name,kind,region,units,old_codes",
            "A1,32,outlet,waste_water,130109,a34004=ug/m3,011=w01018;060=w21003",
            "A2,32,inlet,waste_water,130109,,011=w21003");

        result.Accepted[0].Units.ShouldBe([new UnitOverride(FactorCode.Parse("a34004"), "ug/m3")]);
        result.Accepted[0].OldCodes[0].Factor.ShouldBe(FactorCode.Parse("w01018"));
        result.Accepted[1].OldCodes[0].Factor.ShouldBe(FactorCode.Parse("w21003"));
    }

    [Fact]
    public void A_municipality_district_gets_a_cell_of_the_municipality() =>
        Given.Points(Given.Options, Given.PointHeader, "A1,22,n,ambient_air,110102,,116.366,39.8673")
            .Accepted[0].FineCell!.Value.City.ShouldBe(RegionCode.Parse("110000"));

    [Fact]
    public void A_gcj02_file_is_converted_and_falls_into_another_cell()
    {
        string[] file = [Given.PointHeader, "A1,31,stack,flue_gas,130109,E1,114.8461,38.0312"];

        PointRecord plain = Given.Points(Given.Options, file).Accepted[0];
        PointRecord shifted = Given.Points(Given.Options with { Datum = Datum.Gcj02 }, file).Accepted[0];

        plain.Location!.Value.DistanceTo(shifted.Location!.Value).ShouldBeInRange(300, 800);
        shifted.FineCell.ShouldNotBe(plain.FineCell);
        new Gcj02(114.8461, 38.0312).ToWgs84().ShouldBe(shifted.Location.Value);
    }
}
