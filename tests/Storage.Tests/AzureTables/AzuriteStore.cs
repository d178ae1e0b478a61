using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Azurite;
using Qianliyan.Storage.AzureTables;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.AzureTables;

/// <summary>A store in a new table of the emulator.</summary>
sealed class AzuriteStore : IAsyncDisposable
{
    readonly ServiceProvider _services;
    readonly AzuriteServer _server;
    string _table = NewTable();
    AzuriteStore? _elsewhere;

    public AzuriteStore(AzuriteServer server, Action<AzureTableStoreOptions>? configure = null)
    {
        _server = server;
        _services = new ServiceCollection()
            .AddLogging()
            .AddAzureTableStore(options =>
            {
                options.ConnectionString = server.ConnectionString;
                options.TableName = _table;
                options.ConcurrentTransactions = 1;
                configure?.Invoke(options);
                _table = options.TableName;
            })
            .BuildServiceProvider();
    }

    public AzureTableEntityStore Store => _services.GetRequiredService<AzureTableEntityStore>();

    public IJournal Journal => _services.GetRequiredService<IJournal>();

    public IFrameLog Frames => _services.GetRequiredService<IFrameLog>();

    /// <summary>The same table as another process sees it.</summary>
    public IEntityStore Elsewhere() =>
        (_elsewhere ??= new(_server, options => options.TableName = _table)).Store;

    /// <summary>The same table with other options; the caller disposes of it.</summary>
    public AzuriteStore Beside(Action<AzureTableStoreOptions> configure) => new(_server, options =>
    {
        options.TableName = _table;
        configure(options);
    });

    public static string NewTable() => $"t{Guid.NewGuid():N}";

    public async ValueTask DisposeAsync()
    {
        if (_elsewhere is not null)
        {
            await _elsewhere.DisposeAsync();
        }

        await _services.DisposeAsync();
    }
}
