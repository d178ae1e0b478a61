using System.Globalization;
using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Api.Importing;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Registry;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Api.Tests.Importing;

/// <summary>What an import answers of references behind which nothing stands, in its files or in the registry.</summary>
public sealed class ReferenceWarningTests : IAsyncLifetime
{
    const string Furnaces = """
        plant,furnace,name,enterprise,region,emission_point
        P,1,one,P,130109,A-31
        P,2,two,P,130109,B-31
        """;

    readonly TemporaryStore _store = new();
    readonly PolicyArchive _archive;
    readonly FakeGrains _grains = new();

    public ReferenceWarningTests() =>
        _archive = new PolicyArchive(_store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);

    public async ValueTask InitializeAsync()
    {
        await _archive.PutInForce(
            PolicyFile.NationalText, _ => null, "bureau", "as shipped", TestContext.Current.CancellationToken);
        Registered(new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("P"), Name = "plant", Industry = "N7820", Region = RegionCode.Parse("130109"),
        });
    }

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_furnace_is_warned_of_by_what_the_registry_has()
    {
        Registered(Point("A-31") with { Incinerator = new IncineratorId("P", "1") });

        (string[] warnings, V1.ImportResult result) = await Import((V1.RegistryFileKind.Incinerators, Furnaces));

        warnings.ShouldBe(
            ["3 emission_point 'B-31' is no registered point: until it is, furnace P-2 is not judged"]);
        (result.AcceptedCount, result.ErrorCount, result.WarningCount).ShouldBe((2, 0, 1));
    }

    [Fact]
    public async Task A_furnace_is_not_warned_of_for_points_of_the_same_call()
    {
        const string points = """
            mn,st,name,kind,enterprise,incinerator,region
            A,31,a,incinerator_flue_gas,P,P-1,130109
            B,31,b,incinerator_flue_gas,P,P-2,130109
            """;

        (string[] warnings, _) = await Import(
            (V1.RegistryFileKind.Points, points), (V1.RegistryFileKind.Incinerators, Furnaces));

        warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_points_file_that_does_not_speak_of_the_furnace_leaves_it_as_it_is_registered()
    {
        Registered(Point("A-31") with { Incinerator = new IncineratorId("P", "1") });
        Registered(Furnace());

        (string[] kept, _) = await Import((V1.RegistryFileKind.Points, """
            mn,st,name,kind,region
            A,31,a,incinerator_flue_gas,130109
            """));
        (string[] left, _) = await Import((V1.RegistryFileKind.Points, """
            mn,st,name,kind,region,incinerator
            A,31,a,incinerator_flue_gas,130109,
            """));

        kept.ShouldBeEmpty();
        left.ShouldBe(
            ["2 incinerator '' is not the furnace of before: the point leaves P-1, whose emission point it is: P-1 is not judged"]);
    }

    [Fact]
    public async Task A_point_that_changes_kind_enterprise_and_oxygen_is_warned_of()
    {
        Registered(Point("A-31") with { Kind = PointKind.WasteWater, Enterprise = EnterpriseId.Parse("Q") });

        (string[] warnings, _) = await Import((V1.RegistryFileKind.Points, """
            mn,st,name,kind,enterprise,region,reference_oxygen
            A,31,a,incinerator_flue_gas,P,130109,6
            """));

        warnings.ShouldBe(
        [
            "2 kind 'incinerator_flue_gas' is another kind than before, waste_water: limits of the policy are those of the new kind from now on",
            "2 enterprise 'P' is not the enterprise of before: the point leaves Q, which keeps what it was told and hears nothing more",
            "2 reference_oxygen '6' is not the 11 % of oxygen that the limits of GB 18485-2014 table 4 are written for: they are converted to that of the point",
        ]);
    }

    [Fact]
    public async Task A_single_member_of_a_group_of_like_outlets_is_warned_of()
    {
        const string points = """
            mn,st,name,kind,enterprise,region,tags
            A,31,a,flue_gas,P,130109,like:line
            B,31,b,flue_gas,P,130109,like:boiler
            C,31,c,flue_gas,P,130109,like:boiler
            D,31,d,flue_gas,P,130109,like:boiler
            """;

        (string[] warnings, _) = await Import((V1.RegistryFileKind.Points, points));

        // A median is of two others at least: of the boilers each has two, of the line nobody has any.
        warnings.ShouldBe(["2 tags 'like:line' has 0 points of P beside it, and 2 are needed: it is held against nothing"]);
    }

    [Theory]
    [InlineData("A,31,a21026,day,35,,permit,", true)]
    [InlineData("A,31,a21026,hour,80,,permit,", false)]
    [InlineData("A,31,a21026,day,35,,permit,2026-01-01", false)]
    [InlineData("B,31,a21026,day,35,,permit,", false)]
    public async Task An_undated_limit_that_a_point_was_registered_without_says_since_when(string row, bool isSaid)
    {
        Registered(Point("A-31") with
        {
            ReferenceOxygen = 11m,
            Limits = [new FactorLimit(FactorCode.Parse("a21026"), LimitPeriod.Hour, 80m, default, "permit", null)],
        });

        (string[] warnings, V1.ImportResult result) = await Import(
            (V1.RegistryFileKind.Points, """
                mn,st,name,kind,enterprise,region
                A,31,a,incinerator_flue_gas,P,130109
                B,31,b,incinerator_flue_gas,P,130109
                """),
            (V1.RegistryFileKind.Limits, "mn,st,factor,period,upper,lower,source,valid_from\n" + row));

        DateOnly today = BeijingTime.From(TimeProvider.System.GetUtcNow()).Date;
        warnings.ShouldBe(isSaid
            ?
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"2 valid_from '' is not given: the limit of a21026 holds from {today:yyyy-MM-dd}, ")
                + "as the point was registered without it",
            ]
            : []);
        (result.AcceptedCount, result.WarningCount).ShouldBe((1, isSaid ? 1 : 0));
    }

    static PointRecord Point(string id) => new()
    {
        Id = PointId.Parse(id),
        Name = id,
        Kind = PointKind.IncineratorFlueGas,
        Region = RegionCode.Parse("130109"),
        Enterprise = EnterpriseId.Parse("P"),
        MinuteInterval = 10,
    };

    static IncineratorRecord Furnace() => new()
    {
        Id = new IncineratorId("P", "1"),
        Name = "one",
        Enterprise = EnterpriseId.Parse("P"),
        Region = RegionCode.Parse("130109"),
        EmissionPoint = PointId.Parse("A-31"),
        TemperaturePoint = PointId.Parse("A-31"),
    };

    void Registered(RegistryRecord record) => _grains[record.Twin].Registration = record;

    /// <summary>Checks files without applying them.</summary>
    async Task<(string[] Warnings, V1.ImportResult Last)> Import(params (V1.RegistryFileKind Kind, string Text)[] files)
    {
        var imports = new RegistryImports(_grains, new GridProjection(), _archive, TimeProvider.System, Given.Options());
        var requests = new FakeRequests<V1.ImportRegistryRequest>();
        var responses = new FakeResponses<V1.ImportRegistryResponse>();
        foreach ((V1.RegistryFileKind kind, string text) in files)
        {
            requests.Send(new V1.ImportRegistryRequest
            {
                Header = new V1.RegistryFileHeader { Kind = kind, Datum = V1.Datum.Wgs84, ValidateOnly = true },
            });
            requests.Send(new V1.ImportRegistryRequest { Chunk = ByteString.CopyFrom(text, Encoding.UTF8) });
        }

        requests.Complete();
        await imports.Run(requests, responses, TestContext.Current.CancellationToken);
        var warnings = new List<string>();
        V1.ImportResult? last = null;
        for (int results = 0; results < files.Length;)
        {
            V1.ImportRegistryResponse response = await responses.Next(TestContext.Current.CancellationToken);
            warnings.AddRange((response.Problems?.Problems ?? []).Select(
                problem => $"{problem.Line} {problem.Column} '{problem.Value}' {problem.Reason}"));
            if (response.Result is not { } result)
                continue;
            last = result;
            results++;
        }

        return ([.. warnings], last!);
    }
}
