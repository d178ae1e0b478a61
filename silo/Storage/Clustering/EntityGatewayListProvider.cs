using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Qianliyan.Storage.Clustering;

/// <summary>Gateways for external clients: the active silos of the membership table that have a gateway port.</summary>
public sealed class EntityGatewayListProvider(IMembershipTable membership, IOptions<GatewayOptions> options)
    : IGatewayListProvider
{
    /// <inheritdoc/>
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken)
    {
        var table = await membership.ReadAllAsync(cancellationToken);
        return [.. table.Members
            .Select(member => member.Item1)
            .Where(entry => entry.Status == SiloStatus.Active && entry.ProxyPort != 0)
            .Select(ToGateway)];
    }

    static Uri ToGateway(MembershipEntry entry)
    {
        var silo = entry.SiloAddress;
        return SiloAddress.New(silo.Endpoint.Address, entry.ProxyPort, silo.Generation).ToGatewayUri();
    }
}
