using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Backups;

/// <summary>What must hold of a system that was restored.</summary>
static class RestoredCity
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each of these frames is in the history once, and no other frame twice.</summary>
    public static async Task ShouldHold(Uri silo, Dictionary<string, string[]> acknowledged)
    {
        using var api = new SiloApi(silo);
        foreach ((string device, string[] frames) in acknowledged)
        {
            List<Observation> history = await api.History($"{device}-31", Cancellation);
            string[] stored = [.. history.Select(observation => observation.RequestNumber)];
            stored.Distinct().Count().ShouldBe(stored.Length, $"{device} holds a frame twice");
            frames.Except(stored).ShouldBeEmpty($"{device} lost acknowledged frames");
        }
    }

    /// <summary>
    /// Of every twin that is listed the live state follows from the journal, and its chain holds with all raw frames.
    /// </summary>
    /// <returns>How many twins.</returns>
    public static async Task<int> ShouldProveItself(Uri silo)
    {
        using var api = new SiloApi(silo);
        string[] names = await Names(api);
        foreach (string name in names)
        {
            Proof proof = await api.Proof(name, Cancellation);
            proof.ReplayedHash.ShouldBe(proof.LiveHash, name);
            proof.Holds.ShouldBeTrue(name);
            proof.Chain.MissingFrameCount.ShouldBe(0, name);
        }

        return names.Length;
    }

    static async Task<string[]> Names(SiloApi api)
    {
        var names = new List<string> { "regions/130100", "regions/130000", "regions/000000" };
        foreach (string county in (string[])["regions/130102", "regions/130109"])
        {
            names.Add(county);
            var request = new ListTwinsRequest { Parent = county, PageSize = 500 };
            ListTwinsResponse page = await api.Twins.ListTwinsAsync(request, cancellationToken: Cancellation);
            names.AddRange(page.Twins.Select(twin => twin.Name));
        }

        return [.. names];
    }
}
