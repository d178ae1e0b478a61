namespace Qianliyan.Storage.Embedded;

/// <summary>
/// Settings of the embedded store. The defaults suit one silo on a machine of 2 cores and 4 GB or more.
/// </summary>
public sealed class EmbeddedStoreOptions
{
    /// <summary>Data directory; created if absent. One process at a time.</summary>
    public string Directory { get; set; } = "data";

    /// <summary>Cache of uncompressed blocks, shared by all tables.</summary>
    public long BlockCacheBytes { get; set; } = 128L << 20;

    /// <summary>Size of one memtable of one table.</summary>
    public long MemtableBytes { get; set; } = 32L << 20;

    /// <summary>Memtables of one table before writes are slowed down.</summary>
    public int MemtableCount { get; set; } = 3;

    /// <summary>Memtables of all tables together before the largest is flushed.</summary>
    public long TotalMemtableBytes { get; set; } = 256L << 20;

    /// <summary>Write-ahead log on disk before old tables are flushed to shorten it.</summary>
    public long MaxWalBytes { get; set; } = 1L << 30;

    /// <summary>Background threads for flush and compaction.</summary>
    public int BackgroundThreads { get; set; } = 2;

    /// <summary>
    /// Shortest time from the beginning of one commit to the next: what comes meanwhile shares a sync. A batch that comes
    /// after a pause waits for nobody.
    /// </summary>
    public TimeSpan CommitSpacing { get; set; } = TimeSpan.FromMilliseconds(3);

    /// <summary>Most bytes one commit carries; a batch that is larger goes alone.</summary>
    public int MaxCommitBytes { get; set; } = 8 << 20;

    /// <summary>Bytes waiting for a commit before further callers wait for room.</summary>
    public long MaxQueueBytes { get; set; } = 64L << 20;

    /// <summary>Tables of bulky, rarely read text, compressed with ZSTD instead of LZ4.</summary>
    public ISet<string> DenseTables { get; } =
        new HashSet<string>(StringComparer.Ordinal) { StorageTables.Attachments, StorageTables.Frames };
}
