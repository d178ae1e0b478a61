using System.Collections.Concurrent;
using RocksDbSharp;

namespace Qianliyan.Storage.Embedded;

/// <summary>One opening of the database: a column family per table, created when first written.</summary>
/// <remarks>
/// Recovery is point in time: replay of the write-ahead log stops at the first record that is torn or does not match
/// its checksum. A crash leaves such a record only after the last synced one, so every acknowledged commit is kept and
/// the store opens without help. The tolerant-tail mode refuses to open when the tail is garbage instead of cut short,
/// which a disk that loses power may well leave.
/// </remarks>
sealed class RocksDatabase : IDisposable
{
    const string StoreFolder = "store";
    const int BloomBitsPerKey = 10;
    const ulong BlockBytes = 16 * 1024;

    readonly EmbeddedStoreOptions _options;
    readonly BlockBasedTableOptions _blocks;
    readonly RocksDb _db;
    readonly ConcurrentDictionary<string, ColumnFamilyHandle> _tables = new(StringComparer.Ordinal);

    public RocksDatabase(EmbeddedStoreOptions options, Cache cache)
    {
        _options = options;
        _blocks = new BlockBasedTableOptions()
            .SetFilterPolicy(BloomFilterPolicy.Create(BloomBitsPerKey, false))
            .SetBlockSize(BlockBytes)
            .SetBlockCache(cache)
            .SetFormatVersion(5);
        var path = PathOf(options);
        var dbOptions = new DbOptions()
            .SetCreateIfMissing(true)
            .SetWalRecoveryMode(Recovery.PointInTime)
            .SetMaxTotalWalSize((ulong)options.MaxWalBytes)
            .SetDbWriteBufferSize((ulong)options.TotalMemtableBytes)
            .IncreaseParallelism(options.BackgroundThreads)
            .SetMaxOpenFiles(-1)
            .SetKeepLogFileNum(4)
            .SetMaxLogFileSize(8 << 20);
        var families = new ColumnFamilies(TableOptions(""));
        if (RocksDb.TryListColumnFamilies(dbOptions, path, out var names))
        {
            foreach (var name in names.Where(name => name != ColumnFamilies.DefaultName))
            {
                families.Add(name, TableOptions(name));
            }
        }

        _db = RocksDb.Open(dbOptions, path, families);
        foreach (var family in families.Where(family => family.Name != ColumnFamilies.DefaultName))
        {
            _tables[family.Name] = _db.GetColumnFamily(family.Name);
        }
    }

    public RocksDb Db => _db;

    public static string PathOf(EmbeddedStoreOptions options) => Path.Combine(options.Directory, StoreFolder);

    public bool TryGetTable(string name, out ColumnFamilyHandle table) => _tables.TryGetValue(name, out table!);

    /// <summary>Only the writer thread creates tables.</summary>
    public ColumnFamilyHandle GetOrCreateTable(string name)
    {
        if (!_tables.TryGetValue(name, out var table))
        {
            table = _db.CreateColumnFamily(TableOptions(name), name);
            _tables[name] = table;
        }

        return table;
    }

    public void Dispose() => _db.Dispose();

    ColumnFamilyOptions TableOptions(string name) => new ColumnFamilyOptions()
        .SetBlockBasedTableFactory(_blocks)
        .SetCompression(_options.DenseTables.Contains(name) ? Compression.Zstd : Compression.Lz4)
        .SetWriteBufferSize((ulong)_options.MemtableBytes)
        .SetMaxWriteBufferNumber(_options.MemtableCount)
        .SetLevelCompactionDynamicLevelBytes(true);
}
