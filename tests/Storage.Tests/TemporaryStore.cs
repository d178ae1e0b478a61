using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Storage.Embedded;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests;

/// <summary>An embedded store in a directory of its own that goes with it.</summary>
sealed class TemporaryStore : IDisposable
{
    readonly Action<EmbeddedStoreOptions>? _configure;
    readonly bool _ownsDirectory;
    ServiceProvider? _services;

    public TemporaryStore(Action<EmbeddedStoreOptions>? configure = null, string? directory = null)
    {
        _configure = configure;
        _ownsDirectory = directory is null;
        Directory = directory ?? System.IO.Directory.CreateTempSubdirectory("qianliyan-store-").FullName;
        Open();
    }

    public string Directory { get; }

    public RocksDbEntityStore Store => Services.GetRequiredService<RocksDbEntityStore>();

    public IJournal Journal => Services.GetRequiredService<IJournal>();

    public IFrameLog Frames => Services.GetRequiredService<IFrameLog>();

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("The store is closed.");

    public string WalFolder => Path.Combine(Directory, "store");

    public void Open()
    {
        _services = BuildServices(Directory, _configure);
        _services.GetRequiredService<RocksDbEntityStore>();
    }

    public void Close()
    {
        _services?.Dispose();
        _services = null;
    }

    public void Reopen()
    {
        Close();
        Open();
    }

    public void Dispose()
    {
        Close();
        if (_ownsDirectory)
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }

    public static ServiceProvider BuildServices(string directory, Action<EmbeddedStoreOptions>? configure = null) =>
        new ServiceCollection()
            .AddLogging()
            .AddEmbeddedStore(options =>
            {
                options.Directory = directory;
                options.BlockCacheBytes = 8 << 20;
                options.MemtableBytes = 4 << 20;
                configure?.Invoke(options);
            })
            .BuildServiceProvider();
}
