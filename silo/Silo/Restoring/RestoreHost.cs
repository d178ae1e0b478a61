using Microsoft.Extensions.DependencyInjection.Extensions;
using Qianliyan.Replay.Backups;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Silo.Restoring;

/// <summary>Runs a restore in this process, without a silo.</summary>
static class RestoreHost
{
    const int Failed = 1;
    const int Refused = 2;

    /// <summary>Blocks that are written, and parts of the store that are read at a time.</summary>
    const int AtOnceEmbedded = 4;
    const int AtOnceInCluster = 16;

    public static async Task<int> Run(RestoreSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await using ServiceProvider services = Services(settings);
            return await Run(settings, services.GetRequiredService<RestoreRun>(), cancellationToken);
        }
        catch (Exception e) when (e is BackupFaultException or StoreNotEmptyException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Refused;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(
                "Stopped: the store is not fit for a silo; run the same restore again, or empty it.");
            return Failed;
        }
        catch (Exception e)
            when (e is StorageException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    static async Task<int> Run(RestoreSettings settings, RestoreRun run, CancellationToken cancellationToken)
    {
        var report = new RestoreReport(Console.Out, !Console.IsOutputRedirected);
        using var ended = new CancellationTokenSource();
        Task following = report.Follow(run, ended.Token);
        long began = TimeProvider.System.GetTimestamp();
        BackupContents contents;
        try
        {
            contents = await run.Run(
                () => File.OpenRead(settings.Backup),
                settings.Cluster is null ? AtOnceEmbedded : AtOnceInCluster,
                cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await following;
        }

        await report.End(contents, settings.Target, TimeProvider.System.GetElapsedTime(began));
        return 0;
    }

    static ServiceProvider Services(RestoreSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
        if (settings.Cluster is { } cluster)
            services.AddAzureTableStore(cluster.Configure);
        else
        {
            services.AddEmbeddedStore(store =>
            {
                store.Directory = settings.DataDirectory;
                store.BlockCacheBytes = (long)settings.CacheMegabytes << 20;
            });
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PolicyArchive>();
        services.AddSingleton<RestoreRun>();
        return services.BuildServiceProvider();
    }
}
