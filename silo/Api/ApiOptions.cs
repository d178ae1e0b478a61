namespace Qianliyan.Api;

public sealed class ApiOptions
{
    /// <summary>Whether a point that the registry does not know may record all the same.</summary>
    public bool AdmitsUnknownPoints { get; set; }

    /// <summary>Observations of one ingest stream that may be in flight.</summary>
    public int IngestCredit { get; set; } = 4_096;

    /// <summary>Changed twins that may wait for one subscriber; beyond, it gets the snapshot anew.</summary>
    public int MostWaitingTwins { get; set; } = 16_384;

    /// <summary>Twins whose newest message is kept ready after they were read: some 2 KB each.</summary>
    public int RecentTwins { get; set; } = 131_072;

    /// <summary>The largest registry file, bytes.</summary>
    public long MostImportBytes { get; set; } = 1L << 30;

    /// <summary>Registry records that are applied side by side.</summary>
    public int ImportsAtATime { get; set; } = 128;

    /// <summary>Parts of the store that a backup reads at a time.</summary>
    public int BackupReadsAtATime { get; set; } = 1;
}
