using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Qianliyan.Storage.AzureTables;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Embedded;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage;

/// <summary>Registers the store, and the journal and frame log over it.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// The embedded store in a data directory of this machine, opened when first asked for, closed with the container.
    /// </summary>
    public static IServiceCollection AddEmbeddedStore(
        this IServiceCollection services, Action<EmbeddedStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.AddStorageBasics();
        services.AddSingleton(provider =>
        {
            var options = new EmbeddedStoreOptions();
            configure(options);
            return new RocksDbEntityStore(
                options,
                provider.GetRequiredService<StorageInstruments>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<RocksDbEntityStore>>());
        });
        services.AddSingleton<IEntityStore>(provider => provider.GetRequiredService<RocksDbEntityStore>());
        return services.AddJournal();
    }

    /// <summary>
    /// The store in a table of Azure Table storage; nothing is asked of the service before the first use.
    /// </summary>
    public static IServiceCollection AddAzureTableStore(
        this IServiceCollection services, Action<AzureTableStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.AddStorageBasics();
        services.AddSingleton(provider =>
        {
            var options = new AzureTableStoreOptions();
            configure(options);
            return new AzureTableEntityStore(
                options,
                provider.GetRequiredService<StorageInstruments>(),
                provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<IEntityStore>(provider => provider.GetRequiredService<AzureTableEntityStore>());
        return services.AddJournal();
    }

    /// <summary>
    /// Journal and frame log over the registered <see cref="IEntityStore"/>, and the ways of both out of it and into
    /// it.
    /// </summary>
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.TryAddSingleton<IJournal, EntityJournal>();
        services.TryAddSingleton<IFrameLog, EntityFrameLog>();
        services.TryAddSingleton<StoreExport>();
        services.TryAddSingleton<StoreImport>();
        services.TryAddSingleton<RestoreMark>();
        return services;
    }

    static void AddStorageBasics(this IServiceCollection services)
    {
        services.AddOptions();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StorageInstruments>();
    }
}
