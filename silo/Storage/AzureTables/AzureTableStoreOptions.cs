using Azure.Core;

namespace Qianliyan.Storage.AzureTables;

/// <summary>Where the store's table lies, who asks for it, and how patient the store is.</summary>
public sealed class AzureTableStoreOptions
{
    /// <summary>Connection string of the storage account or emulator. Set this, or <see cref="Endpoint"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Table endpoint of the account, for example <c>https://account.table.core.windows.net</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Identity for <see cref="Endpoint"/>; null is the identity of the machine (managed, workload, developer).</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>The one physical table; created if absent. 3 to 63 letters and digits, the first a letter.</summary>
    public string TableName { get; set; } = "qianliyan";

    /// <summary>
    /// Name of the deployment that owns the rows. It leads every partition key, so several may share a table. It outlives
    /// cluster ids, and never changes: it is the address of stored evidence.
    /// </summary>
    public string Service { get; set; } = "qianliyan";

    /// <summary>
    /// Partitions of the physical table over which the rows are spread; 1 to 4,096. The service takes 2,000 rows a second in
    /// each; the fewer there are, the more batches share a transaction. It never changes for a service's data: a table
    /// that was begun with another number is refused.
    /// </summary>
    public int Shards { get; set; } = 4;

    /// <summary>
    /// How long batches of a busy shard may wait for others to share their transaction. A shard whose last transaction
    /// carried one batch does not wait, and nobody waits for more than fills one. Devices wait 5 s for an answer at least.
    /// </summary>
    public TimeSpan Gathering { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Transactions in flight at a time. The service takes many; an emulator is fastest with one.</summary>
    public int ConcurrentTransactions { get; set; } = 32;

    /// <summary>Longest wait for one answer.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>First pause after a throttled or failed request; doubled each time, with jitter.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two attempts, unless the service asks for a longer one.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Attempts after the first before the store is reported as unavailable.</summary>
    public int Retries { get; set; } = 7;

    /// <summary>What carries the requests; null is the network as it is.</summary>
    internal HttpMessageHandler? Handler { get; set; }

    /// <summary>Bytes waiting for a transaction before further callers wait for room.</summary>
    public long MaxQueueBytes { get; set; } = 64L << 20;
}
