using System.Net;
using Qianliyan.Azurite;

namespace Qianliyan.Integration.Silos;

/// <summary>Several silos, each a process of its own, over one emulator of Azure Table storage.</summary>
public sealed class SiloCluster : IAsyncDisposable
{
    readonly string[] _extra;
    readonly List<SiloProcess> _silos = [];

    SiloCluster(AzuriteServer storage, string[] extra) => (Storage, _extra) = (storage, extra);

    public AzuriteServer Storage { get; }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public static Task<SiloCluster> Start(int silos, CancellationToken cancellationToken, params string[] extra) =>
        StartAt(Enumerable.Repeat(SiloPlace.Here, silos), IPAddress.Loopback, cancellationToken, extra);

    /// <summary>A silo at each of the places, one after another.</summary>
    /// <param name="storage">Address at which all of them reach the storage.</param>
    public static async Task<SiloCluster> StartAt(
        IEnumerable<SiloPlace> places, IPAddress storage, CancellationToken cancellationToken, params string[] extra)
    {
        var cluster = new SiloCluster(await AzuriteServer.StartNewAsync(storage, cancellationToken), extra);
        foreach (SiloPlace place in places)
            await cluster.AddAt(place, cancellationToken);
        return cluster;
    }

    /// <summary>Starts one more silo, and returns when it is ready.</summary>
    public Task<SiloProcess> Add(CancellationToken cancellationToken) => AddAt(SiloPlace.Here, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess silo in _silos)
            await silo.DisposeAsync();
        await Storage.DisposeAsync();
    }

    async Task<SiloProcess> AddAt(SiloPlace place, CancellationToken cancellationToken)
    {
        SiloProcess silo = await SiloProcess.StartAt(
            place, cancellationToken, ["--cluster", Storage.ConnectionString, .. _extra]);
        _silos.Add(silo);
        return silo;
    }
}
