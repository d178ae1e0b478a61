using System.Globalization;
using System.Text;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Queries;

/// <summary>What regions know of what stands in them.</summary>
public sealed class RegionTests
{
    const int Points = 500;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_point_that_tells_its_county_at_once_is_in_the_roster_and_in_the_counts_above()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);

        ImportResult imported = await api.Import(RegistryFileKind.Points, Csv(), Cancellation);

        imported.AppliedCount.ShouldBe(Points);
        foreach (string region in (string[])["regions/130102", "regions/130100", "regions/130000", "regions/000000"])
        {
            await Eventually.Get(
                () => CountOf(api, region), count => count == Points, $"{region} counts {Points} points", Cancellation);
        }

        (await NamesIn(api, "regions/130000")).Count.ShouldBe(Points);
        (await api.Proof("regions/130102", Cancellation)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_roster_of_many_parts_is_whole_after_a_stop_and_after_a_kill()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await api.Import(RegistryFileKind.Points, Csv(), Cancellation);
        await Eventually.Get(
            () => CountOf(api, "regions/130102"), count => count == Points, $"{Points} points are counted", Cancellation);

        await silo.Stop();
        await silo.StartAgain(Cancellation);
        HashSet<string> afterStop = await NamesIn(api, "regions/130102");
        await silo.Kill();
        await silo.StartAgain(Cancellation);
        HashSet<string> afterKill = await NamesIn(api, "regions/130102");

        (afterStop.Count, afterKill.Count).ShouldBe((Points, Points));
        (await CountOf(api, "regions/130102")).ShouldBe(Points);
        (await api.Proof("regions/130102", Cancellation)).Holds.ShouldBeTrue();
    }

    static async Task<int> CountOf(SiloApi api, string region)
    {
        try
        {
            Region status = await api.Twins.GetRegionAsync(
                new GetRegionRequest { Name = region }, cancellationToken: Cancellation);
            return status.Counts.Where(counts => counts.Kind == TwinKind.Point).Sum(counts => counts.TotalCount);
        }
        catch (Grpc.Core.RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.NotFound)
        {
            return 0;
        }
    }

    static async Task<HashSet<string>> NamesIn(SiloApi api, string region)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var request = new ListTwinsRequest { Parent = region, Kind = TwinKind.Point, PageSize = 70 };
        do
        {
            ListTwinsResponse page = await api.Twins.ListTwinsAsync(request, cancellationToken: Cancellation);
            foreach (TwinSummary twin in page.Twins)
                names.Add(twin.Name).ShouldBeTrue($"{twin.Name} is listed twice");
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return names;
    }

    static string Csv()
    {
        var csv = new StringBuilder("# datum: wgs84\n");
        csv.AppendLine(
            "mn,st,name,kind,region,enterprise,incinerator,longitude,latitude,password,reference_oxygen,"
            + "minute_interval,units,old_codes,tags");
        for (int i = 0; i < Points; i++)
            csv.AppendLine(
                CultureInfo.InvariantCulture, $"MANY{i:D4},31,Outlet {i},flue_gas,130102,,,114.5,38.0,,,10,,,");
        return csv.ToString();
    }
}
