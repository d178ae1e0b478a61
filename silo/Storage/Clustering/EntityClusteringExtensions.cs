using Microsoft.Extensions.DependencyInjection;
using Orleans.Messaging;

namespace Qianliyan.Storage.Clustering;

/// <summary>Registers membership over the registered <see cref="Entities.IEntityStore"/>.</summary>
public static class EntityClusteringExtensions
{
    public static ISiloBuilder UseEntityClustering(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IMembershipTable, EntityMembershipTable>();
        return builder;
    }

    public static IClientBuilder UseEntityClustering(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IMembershipTable, EntityMembershipTable>();
        builder.Services.AddSingleton<IGatewayListProvider, EntityGatewayListProvider>();
        return builder;
    }
}
