using System.CommandLine;
using System.Net;

namespace Qianliyan.Silo.Restoring;

/// <summary><c>restore</c>: brings a backup into an empty store, and ends.</summary>
static class RestoreCommand
{
    public static Command Create(StoreOptions store, Func<RestoreSettings, CancellationToken, Task<int>> restore)
    {
        Argument<string> backup = new("backup") { Description = "File that 'qly backup' wrote." };
        var command = new Command(
            "restore",
            "Restore a backup (恢复) into an empty data directory, or the empty table of a cluster before its first silo "
            + "starts. The file is proven first, and the store by hash afterwards. One that was broken off is run "
            + "again as it was. Exit code 2 when the file or the store is refused.")
        {
            backup, store.Data, store.Cluster, store.Table, store.Shards, store.Cache,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            ClusterSettings? cluster = StoreOptions.StorageOf(parsed.GetValue(store.Cluster)) is { Length: > 0 } storage
                ? new ClusterSettings(
                    storage,
                    parsed.GetValue(store.Table)!,
                    parsed.GetValue(store.Shards),
                    Id: "",
                    IPAddress.Loopback,
                    Pod: null)
                : null;
            return restore(
                new RestoreSettings(
                    parsed.GetRequiredValue(backup),
                    parsed.GetValue(store.Data)!,
                    cluster,
                    parsed.GetValue(store.Cache)),
                cancellationToken);
        });
        return command;
    }
}
