using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

public sealed class OtherImportTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static ImportResult<PointLimit> Limits(params string[] rows) =>
        RegistryImport.Limits(
            Given.Text(["mn,st,factor,period,upper,lower,source", .. rows]), Given.Options, Token);

    [Fact]
    public void A_limit_of_zero_is_not_known_and_sets_no_limit()
    {
        ImportResult<PointLimit> result = Limits(
            "A1,31,a21026,hour,0.0,,permit",
            "A1,31,a21002,hour,100,0,permit");

        result.Problems.Select(problem => (problem.Line, problem.Column, problem.Severity)).ShouldBe(
        [
            (2L, "upper", ImportSeverity.Warning),
            (3L, "lower", ImportSeverity.Warning),
        ]);
        PointLimit limit = result.Accepted.ShouldHaveSingleItem();
        limit.Limit.Upper.ShouldBe(100m);
        limit.Limit.Lower.HasValue.ShouldBeFalse();
    }

    [Theory]
    [InlineData("A1,31,a21026xxx,hour,1,,s", "factor", "is not a factor code")]
    [InlineData("A1,31,a21026,month,1,,s", "period", "is not hour, day or five_minutes")]
    [InlineData("A1,31,a21026,hour,1e3,,s", "upper", "is not a number")]
    [InlineData("A1,31,a21026,hour,,,s", "upper", "has neither an upper nor a lower limit")]
    [InlineData("A1,32,w01001,day,6,9,s", "upper", "has a lower limit that is not below its upper limit")]
    [InlineData("A1,31,a21026,hour,1,,", "source", "is empty")]
    public void A_bad_limit_is_an_error(string row, string column, string reason)
    {
        ImportProblem problem = Limits(row).Problems.ShouldHaveSingleItem();

        (problem.Column, problem.Reason, problem.Severity).ShouldBe((column, reason, ImportSeverity.Error));
    }

    [Theory]
    [InlineData("GB 18485-2014", "table 4", "GB 18485-2014 table 4")]
    [InlineData("GB 18485-2014", "GB 18485-2014 table 4", "GB 18485-2014 table 4")]
    [InlineData("permit B", "", null)]
    public void A_clause_is_cited_with_its_source(string source, string clause, string? expected) =>
        RegistryImport.Limits(
            Given.Text(["mn,st,factor,period,upper,lower,source,clause", $"A1,31,a21026,hour,100,,{source},{clause}"]),
            Given.Options, Token)
            .Accepted.ShouldHaveSingleItem().Limit.Clause.ShouldBe(expected);

    [Fact]
    public void One_factor_has_one_limit_per_period() =>
        Limits("A1,31,a21026,hour,100,,s", "A1,31,a21026,day,80,,s", "A1,31,a21026,hour,90,,s")
            .Problems.ShouldHaveSingleItem().Line.ShouldBe(4);

    [Fact]
    public void Limits_of_one_factor_follow_each_other_by_their_first_days()
    {
        ImportResult<PointLimit> result = RegistryImport.Limits(
            Given.Text(
            [
                "mn,st,factor,period,upper,lower,source,valid_from",
                "A1,31,a21026,day,35,,permit,",
                "A1,31,a21026,day,5,,permit,2026-03-05",
                "A1,31,a21026,day,4,,permit,2026-03-05",
                "A1,31,a21026,hour,4,,permit,5 March",
            ]),
            Given.Options with { Partial = true }, Token);

        result.Accepted.Select(row => (row.Limit.Upper, row.Limit.ValidFrom)).ShouldBe(
            [((Exact)35m, null), ((Exact)5m, new DateOnly(2026, 3, 5))]);
        result.Problems.Select(problem => (problem.Line, problem.Reason)).ShouldBe(
            [(4L, result.Problems[0].Reason), (5L, "is not a date such as 2026-03-01")]);
        result.Problems[0].Value.ShouldBe("A1-31 a21026 Day from 2026-03-05");
    }

    [Fact]
    public void A_new_limit_replaces_the_one_for_the_same_factor_and_period()
    {
        PointRecord point = RegistryImport.Points(Given.Sample("points.csv"), Given.Options, Token).Accepted[0];
        FactorLimit old = Limits("A1,31,a21026,hour,100,,s").Accepted[0].Limit;
        FactorLimit day = Limits("A1,31,a21026,day,80,,s").Accepted[0].Limit;

        PointRecord limited = point.WithLimit(old).WithLimit(day).WithLimit(old with { Upper = 90m });

        limited.Limits.Select(limit => (limit.Period, limit.Upper)).ShouldBe(
            [(LimitPeriod.Day, (Exact)80m), (LimitPeriod.Hour, (Exact)90m)]);
    }

    [Fact]
    public void A_cell_is_named_by_its_id_or_by_a_position_in_it()
    {
        ImportResult<CellRecord> byPosition = RegistryImport.Cells(
            Given.Text("region,hot,resolution,longitude,latitude", "130109,1,3km,114.8461,38.0312"),
            Given.Options,
            Token);
        CellId cell = byPosition.Accepted.ShouldHaveSingleItem().Id;

        ImportResult<CellRecord> byId = RegistryImport.Cells(
            Given.Text("region,hot,cell", $"130109,true,{cell}"), Given.Options, Token);

        byId.Accepted.ShouldBe(byPosition.Accepted);
    }

    [Theory]
    [InlineData("130109,yes,130100-3km-0123-0456,,", "hot", "is not true or false")]
    [InlineData("130109,1,130100-1km-0123-0456,,", "cell",
        "is not of the form 130100-3km-0123-0456 or 130100-500m-0740-2740")]
    [InlineData("130201,1,130100-3km-0123-0456,,", "region", "is not in the cell's city 130100")]
    [InlineData("130109,1,,,", "cell", "is empty, and there is no position with a resolution instead")]
    public void A_bad_cell_row_is_an_error(string row, string column, string reason)
    {
        ImportProblem problem = RegistryImport.Cells(
                Given.Text("region,hot,cell,longitude,latitude", row), Given.Options, Token)
            .Problems.ShouldHaveSingleItem();

        (problem.Column, problem.Reason, problem.Severity).ShouldBe((column, reason, ImportSeverity.Error));
    }

    [Fact]
    public void A_cell_that_does_not_hold_its_own_position_is_an_error() =>
        RegistryImport.Cells(
                Given.Text(
                    "region,hot,cell,longitude,latitude", "130109,1,130100-3km-0123-0456,114.8461,38.0312"),
                Given.Options,
                Token)
            .Problems.ShouldHaveSingleItem().Reason.ShouldStartWith("does not hold the position given, which lies in ");

    [Fact]
    public void An_incinerator_points_at_known_points_and_a_known_enterprise()
    {
        var known = new KnownRegistry
        {
            Regions = { RegionCode.Parse("130109") },
            Points = { PointId.Parse("A1-31") },
        };

        ImportResult<IncineratorRecord> result = RegistryImport.Incinerators(
            Given.Text(
                "plant,furnace,name,enterprise,region,emission_point,temperature_point",
                "P,1,n,E1,130109,A1-31,",
                "P,2,n,E1,130109,A9-31,",
                "P,3-1,n,E1,130109,A1-31,"),
            Given.Options with { Lookup = known },
            Token);

        result.Problems.Select(problem => (problem.Line, problem.Column)).ShouldBe(
            [
                (2L, "enterprise"),
                (3L, "enterprise"), (3L, "emission_point"),
                (4L, "furnace"), (4L, "enterprise"),
            ]);
    }

    [Fact]
    public void Regions_need_a_code_and_may_lack_a_name()
    {
        ImportResult<RegionRecord> result = RegistryImport.Regions(
            Given.Text("code,name", "130109,藁城区", "130110,", "13011,x"), Given.Options with { Partial = true }, Token);

        result.Accepted.Select(region => (region.Code.ToString(), region.Name)).ShouldBe(
            [("130109", "藁城区"), ("130110", "")]);
        result.Problems.ShouldHaveSingleItem().Line.ShouldBe(4);
    }
}
