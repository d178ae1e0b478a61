using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Azurite;
using Qianliyan.Storage.AzureTables;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.AzureTables;

/// <summary>A store in a new table of the emulator.</summary>
sealed class AzuriteStore : IAsyncDisposable
{
    readonly ServiceProvider _services;

    public AzuriteStore(AzuriteServer server, Action<AzureTableStoreOptions>? configure = null)
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddAzureTableStore(options =>
            {
                options.ConnectionString = server.ConnectionString;
                options.TableName = NewTable();
                options.ConcurrentTransactions = 1;
                configure?.Invoke(options);
            })
            .BuildServiceProvider();
    }

    public AzureTableEntityStore Store => _services.GetRequiredService<AzureTableEntityStore>();

    public IJournal Journal => _services.GetRequiredService<IJournal>();

    public IFrameLog Frames => _services.GetRequiredService<IFrameLog>();

    public static string NewTable() => $"t{Guid.NewGuid():N}";

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
