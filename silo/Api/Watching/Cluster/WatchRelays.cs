using Orleans.Runtime.Services;
using Qianliyan.Abstractions;

namespace Qianliyan.Api.Watching.Cluster;

/// <summary>References to the relays of other silos.</summary>
sealed class WatchRelays(IServiceProvider services) : GrainServiceClient<IWatchRelay>(services)
{
    public IWatchRelay Of(SiloAddress silo) => GetGrainService(silo);
}
