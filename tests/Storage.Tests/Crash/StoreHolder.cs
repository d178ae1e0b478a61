using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Storage.Embedded;

namespace Qianliyan.Storage.Tests.Crash;

/// <summary>Child process: opens a store, says so, and holds it until its input ends.</summary>
static class StoreHolder
{
    public const string Command = "store-holder";
    public const string Opened = "opened";

    public static async Task<int> RunAsync(string directory)
    {
        await using var services = TemporaryStore.BuildServices(directory);
        services.GetRequiredService<RocksDbEntityStore>();
        await Console.Out.WriteLineAsync(Opened);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
