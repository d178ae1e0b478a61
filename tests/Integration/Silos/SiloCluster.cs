using Qianliyan.Azurite;

namespace Qianliyan.Integration.Silos;

/// <summary>Several silos, each a process of its own, over one emulator of Azure Table storage.</summary>
public sealed class SiloCluster : IAsyncDisposable
{
    readonly string[] _extra;
    readonly IReadOnlyDictionary<string, string> _variables;
    readonly List<SiloProcess> _silos = [];

    SiloCluster(AzuriteServer storage, string[] extra, IReadOnlyDictionary<string, string> variables) =>
        (Storage, _extra, _variables) = (storage, extra, variables);

    public AzuriteServer Storage { get; }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public static Task<SiloCluster> Start(int silos, CancellationToken cancellationToken, params string[] extra) =>
        StartWith(new Dictionary<string, string>(), silos, cancellationToken, extra);

    /// <summary>Silos with environment variables of their own beside those of the tests.</summary>
    public static async Task<SiloCluster> StartWith(
        IReadOnlyDictionary<string, string> variables, int silos, CancellationToken cancellationToken,
        params string[] extra)
    {
        var cluster = new SiloCluster(await AzuriteServer.StartNewAsync(cancellationToken), extra, variables);
        for (int i = 0; i < silos; i++)
            await cluster.Add(cancellationToken);
        return cluster;
    }

    /// <summary>Starts one more silo, and returns when it is ready.</summary>
    public async Task<SiloProcess> Add(CancellationToken cancellationToken)
    {
        SiloProcess silo = await SiloProcess.StartWith(
            _variables, cancellationToken, ["--cluster", Storage.ConnectionString, .. _extra]);
        _silos.Add(silo);
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess silo in _silos)
            await silo.DisposeAsync();
        await Storage.DisposeAsync();
    }
}
