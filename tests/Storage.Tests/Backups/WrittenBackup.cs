using System.Text;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Storage.Tests.Backups;

/// <summary>
/// A small backup: two twins in pieces, raw frames kept and purged, two frames that became no observation.
/// </summary>
sealed class WrittenBackup
{
    public const long Noon = 1_767_240_000_000;

    readonly Dictionary<string, TwinCut> _cuts = new(StringComparer.Ordinal);

    public static async Task<byte[]> BytesAsync()
    {
        var backup = new WrittenBackup();
        using var file = new MemoryStream();
        using var writer = new BackupWriter(async (bytes, _) => await file.WriteAsync(bytes));
        await writer.BeginAsync(new("1.2.3", "hebei", Noon));
        var runs = new EntryRuns();
        backup.Add(runs, "points/A-31", "one", "raw one", isPurged: false);
        backup.Add(runs, "points/A-31", "two", attachment: null, isPurged: false);
        backup.Add(runs, "regions/13", "told", attachment: null, isPurged: false);
        await writer.WriteAsync(runs);
        backup.Add(runs, "points/A-31", "three", "raw three", isPurged: true);
        await writer.WriteAsync(runs);
        await writer.WriteAsync(
            [new("0001", new(Bytes("why"), Bytes("##1"))), new("0002", new(Bytes("why"), Bytes("##2")))]);
        await writer.EndAsync(backup._cuts.Values.OrderBy(cut => cut.Twin, StringComparer.Ordinal), Noon + 5);
        return file.ToArray();
    }

    public static async Task<BackupContents> VerifyAsync(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return await new BackupFile(file).VerifyAsync(TestContext.Current.CancellationToken);
    }

    public void Add(EntryRuns runs, string twin, string payload, string? attachment, bool isPurged)
    {
        var cut = _cuts.GetValueOrDefault(twin, TwinCut.Start(twin));
        JournalAttachment? kept = attachment is null ? null : new(Bytes("head"), Bytes(attachment));
        JournalHash? digest = kept is { } sealedBytes ? JournalChain.Digest(sealedBytes) : null;
        var sequence = cut.Sequence + 1;
        var hash = JournalChain.Next(cut.Hash, sequence, 2, 1, Noon + sequence, digest, Bytes(payload));
        var entry = new SealedEntry(
            twin, new(sequence, 2, 1, Noon + sequence, Bytes(payload), hash, digest), isPurged ? null : kept);
        _cuts[twin] = entry.After(cut);
        runs.Add(entry, _cuts[twin]);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
