using System.Text;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

public sealed class FileFormTests
{
    const string Row = "A1,31,stack,flue_gas,130109,E1,114.5,38.0";
    static readonly ImportOptions Unstated = Given.Options with { Datum = null };

    [Fact]
    public void A_file_that_does_not_state_its_datum_is_refused()
    {
        ImportResult<PointRecord> result = Given.Points(Unstated with { Partial = true }, Given.PointHeader, Row);

        result.IsRefused.ShouldBeTrue();
        result.Accepted.ShouldBeEmpty();
        result.Problems.ShouldHaveSingleItem().Reason.ShouldStartWith(
            "the file does not say whether its coordinates are wgs84 or gcj02");
    }

    [Fact]
    public void A_file_without_coordinates_needs_no_datum() =>
        Given.Points(Unstated, "mn,st,name,kind,region", "A1,31,stack,flue_gas,130109").Accepted.Count.ShouldBe(1);

    [Theory]
    [InlineData("# datum: gcj02", Datum.Gcj02)]
    [InlineData("# Datum = GCJ-02", Datum.Gcj02)]
    [InlineData("# crs: EPSG:4490", Datum.Wgs84)]
    public void A_comment_before_the_header_states_the_datum(string comment, Datum expected)
    {
        PointRecord stated = Given.Points(Unstated, "# points of June", comment, Given.PointHeader, Row).Accepted[0];
        PointRecord asked = Given.Points(Unstated with { Datum = expected }, Given.PointHeader, Row).Accepted[0];

        stated.ShouldBe(asked);
    }

    [Fact]
    public void A_contradiction_between_file_and_request_is_refused() =>
        Given.Points(Given.Options, "# datum: gcj02", Given.PointHeader, Row).Problems.ShouldHaveSingleItem()
            .Reason.ShouldBe("stands in the file, but Wgs84 was asked for");

    [Fact]
    public void An_unknown_datum_is_refused() =>
        Given.Points(Unstated, "# datum: bd09", Given.PointHeader, Row).Problems.ShouldHaveSingleItem()
            .ShouldBe(new ImportProblem(1, "datum", "bd09", "is not wgs84, cgcs2000 or gcj02", ImportSeverity.Refusal));

    [Fact]
    public void A_missing_column_is_refused_by_name() =>
        Given.Points(Given.Options, "mn,st,name,region", "A1,31,n,130109").Problems.ShouldHaveSingleItem()
            .ShouldBe(new ImportProblem(1, "kind", "kind", "is missing from the header", ImportSeverity.Refusal));

    [Fact]
    public void A_column_that_stands_twice_is_refused() =>
        Given.Points(Given.Options, "mn,st,name,kind,region,MN", "A1,31,n,flue_gas,130109,A1").IsRefused.ShouldBeTrue();

    [Fact]
    public void An_unknown_column_is_a_warning_and_not_read()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options, "mn,st,name,kind,region,colour", "A1,31,n,flue_gas,130109,red");

        result.Problems.ShouldHaveSingleItem().Severity.ShouldBe(ImportSeverity.Warning);
        result.Accepted.Count.ShouldBe(1);
    }

    [Fact]
    public void An_empty_file_is_refused() => Given.Points(Given.Options, "").IsRefused.ShouldBeTrue();

    [Fact]
    public void Lines_are_counted_through_comments_blank_lines_and_breaks_in_quotes()
    {
        ImportResult<PointRecord> result = Given.Points(
            Given.Options,
            "# a comment",
            "mn,st,name,kind,region",
            "",
            "A1,31,\"two",
            "lines\",flue_gas,130109",
            "# another",
            "A2,31,\"again",
            "two\",smoke,130109");

        result.Problems.ShouldHaveSingleItem().Line.ShouldBe(7);
        result.Valid.ShouldHaveSingleItem().Name.ShouldBe("two\nlines");
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_do_no_harm()
    {
        string text = $"{Given.PointHeader}\r\n{Row}\r\n,31,n,flue_gas,130109,E1,114.5,38.0\r\n";
        byte[] file = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];

        ImportResult<PointRecord> result = RegistryImport.Points(
            new MemoryStream(file), Given.Options, TestContext.Current.CancellationToken);

        result.Valid.Count.ShouldBe(1);
        result.Problems.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Fact]
    public void A_file_in_gbk_is_refused_and_told_so()
    {
        byte[] gbk = [.. "mn,st,name,kind,region\nA1,31,"u8, 0xB7, 0xCF, 0xC6, 0xF8, .. ",flue_gas,130109\n"u8];

        ImportResult<PointRecord> result = RegistryImport.Points(
            new MemoryStream(gbk), Given.Options, TestContext.Current.CancellationToken);

        result.IsRefused.ShouldBeTrue();
        result.Problems[^1].Reason.ShouldContain("GBK");
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_at_its_line()
    {
        const string unclosed = "A2,31,\"stack,flue_gas,130109,E1,114.5,38.0";
        string[] file = [Given.PointHeader, Row, unclosed, .. Enumerable.Repeat(Row, 400)];

        ImportProblem problem = Given.Points(Given.Options, file).Problems[^1];

        (problem.Line, problem.Severity).ShouldBe((3, ImportSeverity.Refusal));
    }

    [Fact]
    public void A_cancelled_import_stops() =>
        Should.Throw<OperationCanceledException>(() =>
            RegistryImport.Points(
                Given.Text(Given.PointHeader, Row), Given.Options, new CancellationToken(canceled: true)));

    [Fact]
    public void A_file_says_what_it_has_columns_for_whether_or_not_their_cells_are_empty()
    {
        Given.Points(Given.Options, "mn,st,name,kind,region", "A1,31,n,flue_gas,130109")
            .Says.ShouldBe(RegistryFields.None);
        Given.Points(Given.Options, "mn,st,name,kind,region,Password,units", "A1,31,n,flue_gas,130109,,")
            .Says.ShouldBe(RegistryFields.Password | RegistryFields.Units);
        Given.Points(Given.Options, Given.PointHeader)
            .Says.ShouldBe(RegistryFields.Enterprise | RegistryFields.Location);
    }

    [Fact]
    public void A_feature_collection_says_positions_and_the_properties_that_any_feature_has()
    {
        const string feature = """
            {"type":"Feature","geometry":null,"properties":{"code":"E1","name":"n","industry":"i","region":"130109"PLUS}}
            """;
        string Json(string plus) => $$"""
            {"features":[{{feature.Replace("PLUS", plus, StringComparison.Ordinal)}}]}
            """;

        Read(Json("")).ShouldBe(RegistryFields.Location);
        Read(Json(",\"contacts\":\"a;b\"")).ShouldBe(RegistryFields.Location | RegistryFields.Contacts);

        static RegistryFields Read(string json) => RegistryImport.EnterprisesFromGeoJson(
            Given.Text(json), Given.Options, TestContext.Current.CancellationToken).Says;
    }
}
