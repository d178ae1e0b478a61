using System.CommandLine;
using Qianliyan.Storage.AzureTables;

namespace Qianliyan.Silo;

/// <summary>The options that say where the data are: a silo's, and a restore's.</summary>
sealed class StoreOptions
{
    const string StorageVariable = "QIANLIYAN_CLUSTER";

    public StoreOptions() => Shards.Validators.Add(result =>
    {
        int? count = result.GetValueOrDefault<int?>();
        if (count is < 1 or > AzureTableEntityStore.MostShards)
            result.AddError($"--table-shards is {count}; it must be 1 to {AzureTableEntityStore.MostShards}.");
    });

    public Option<string> Data { get; } = new("--data", "-d")
    {
        Description =
            "Directory that holds journals, frames and checkpoints. Created if absent; one silo at a time.",
        DefaultValueFactory = _ => "data",
    };

    public Option<string?> Cluster { get; } = new("--cluster")
    {
        Description =
            "Join the cluster whose data is in Azure Table storage: a connection string, or the https address of the "
            + $"account's table endpoint to use the identity of this machine. {StorageVariable} holds it too, where "
            + "others cannot read it.",
    };

    public Option<string> Table { get; } = new("--table")
    {
        Description = "Table of the storage account; created if absent.",
        DefaultValueFactory = _ => "qianliyan",
    };

    public Option<int?> Shards { get; } = new("--table-shards")
    {
        Description =
            "Partitions over which the rows of all twins are spread, 1 to 4096; fixed when the table is begun. The "
            + "service takes 2,000 rows a second in each; the fewer, the more frames share a transaction. 4 unless said.",
    };

    public Option<int> Cache { get; } = new("--cache-mb")
    {
        Description = "Megabytes for the store's block cache.",
        DefaultValueFactory = _ => 128,
    };

    /// <summary>What <c>--cluster</c> or the variable says; null or empty where the data are in a directory.</summary>
    public static string? StorageOf(string? option) => option ?? Environment.GetEnvironmentVariable(StorageVariable);
}
