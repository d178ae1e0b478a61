using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.GrainState;

/// <summary>Registers grain storage over the registered <see cref="IEntityStore"/>.</summary>
public static class EntityGrainStorageExtensions
{
    /// <param name="builder">The silo.</param>
    /// <param name="name">Name of the provider, part of the stored key.</param>
    public static ISiloBuilder AddEntityGrainStorage(this ISiloBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<EntityGrainStorageOptions>(name);
        builder.Services.AddTransient<
            IPostConfigureOptions<EntityGrainStorageOptions>,
            DefaultStorageProviderSerializerOptionsConfigurator<EntityGrainStorageOptions>>();
        builder.Services.AddGrainStorage(name, Create);
        return builder;
    }

    static EntityGrainStorage Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
        services.GetRequiredService<IEntityStore>(),
        services.GetRequiredService<IOptionsMonitor<EntityGrainStorageOptions>>().Get(name).GrainStorageSerializer,
        services.GetRequiredService<IActivatorProvider>());
}
