using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Benchmarks.Trials;

/// <summary>An embedded store as a silo configures it, in a temporary folder that goes with it.</summary>
sealed class TrialStore : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-trial-").FullName;
    ServiceProvider _services;

    public TrialStore() => _services = Open(_directory);

    public IJournal Journal => _services.GetRequiredService<IJournal>();

    public double Gigabytes => new DirectoryInfo(_directory)
        .EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e9;

    /// <summary>So that nothing is read from what was being written.</summary>
    public void Reopen()
    {
        _services.Dispose();
        _services = Open(_directory);
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    static ServiceProvider Open(string directory) => new ServiceCollection()
        .AddLogging()
        .AddEmbeddedStore(store => store.Directory = directory)
        .BuildServiceProvider();
}
