using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Qianliyan.Api.Watching.Cluster;

/// <summary>Watches over several silos.</summary>
public static class WatchClusterExtensions
{
    /// <summary>Changes of twins in other silos reach those who watch here, and the other way round.</summary>
    public static ISiloBuilder AddWatchRelay(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.AddGrainService<WatchRelay>();
        silo.Services.AddSingleton<WatchRelays>();
        silo.Services.AddSingleton<RemoteWatchers>();
        silo.Services.AddSingleton<WatchAnnouncer>();
        silo.Services.Replace(ServiceDescriptor.Singleton<IWatchAnnouncer>(
            provider => provider.GetRequiredService<WatchAnnouncer>()));
        silo.Services.AddHostedService(provider => provider.GetRequiredService<WatchAnnouncer>());
        return silo;
    }
}
