using System.Buffers.Binary;
using System.Security.Cryptography;
using ZstdSharp;

namespace Qianliyan.Storage.Journal.Backups;

/// <summary>
/// Writes a backup, block after block. Several may write at a time: each compresses on its own, and takes its turn for
/// the place in the file.
/// </summary>
/// <param name="sink">Takes the bytes, which are its own, and how much the backup holds with them.</param>
public sealed class BackupWriter(Func<ReadOnlyMemory<byte>, BackupTotals, ValueTask> sink) : IDisposable
{
    const int Level = 3;

    readonly SemaphoreSlim _turn = new(1, 1);
    JournalHash _hash;
    BackupTotals _totals;

    public void Dispose() => _turn.Dispose();

    public async Task BeginAsync(BackupHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var start = BackupFormat.Start();
        _hash = new(SHA256.HashData(start));
        await sink(start, _totals);
        await WriteAsync(BackupBlockKind.Header, header.ToBytes(), default);
    }

    /// <summary>Writes what the runs hold, and empties them.</summary>
    public async Task WriteAsync(EntryRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
        {
            return;
        }

        var added = new BackupTotals(0, runs.Count, runs.Attachments, runs.Purged, 0, 0);
        await WriteAsync(BackupBlockKind.Entries, runs.End(), added);
        runs.Clear();
    }

    public Task WriteAsync(IReadOnlyList<RejectedFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var content = new BackupBytes();
        foreach (var frame in frames)
        {
            content.Text(frame.Id);
            content.Bytes(frame.Content.Header.Span);
            content.Bytes(frame.Content.Body.Span);
        }

        return WriteAsync(BackupBlockKind.Frames, content.Written, new(0, 0, 0, 0, frames.Count, 0));
    }

    /// <param name="cuts">Of all twins, in ordinal order of their names.</param>
    /// <param name="endedMs">Unix milliseconds UTC.</param>
    public async Task EndAsync(IEnumerable<TwinCut> cuts, long endedMs)
    {
        ArgumentNullException.ThrowIfNull(cuts);
        var content = new BackupBytes();
        long twins = 0;
        foreach (var cut in cuts)
        {
            content.Text(cut.Twin);
            content.Number(cut.Sequence);
            content.Hash(cut.Hash);
            twins++;
            if (content.Length >= BackupFormat.BlockBytes)
            {
                await WriteAsync(BackupBlockKind.Manifest, content.Written, new(twins, 0, 0, 0, 0, 0));
                content.Clear();
                twins = 0;
            }
        }

        if (twins > 0)
        {
            await WriteAsync(BackupBlockKind.Manifest, content.Written, new(twins, 0, 0, 0, 0, 0));
        }

        await WriteAsync(BackupBlockKind.End, new BackupEnd(endedMs, _totals).ToBytes(), default);
    }

    Task WriteAsync(BackupBlockKind kind, ReadOnlySpan<byte> content, BackupTotals added) =>
        PlaceAsync(Block(kind, content), added with { ContentBytes = content.Length });

    async Task PlaceAsync(byte[] block, BackupTotals added)
    {
        await _turn.WaitAsync();
        try
        {
            _hash = BackupReader.HashOf(_hash, block.AsSpan(..^JournalHash.Size));
            _hash.CopyTo(block.AsSpan(^JournalHash.Size..));
            _totals = new(
                _totals.Twins + added.Twins,
                _totals.Entries + added.Entries,
                _totals.Attachments + added.Attachments,
                _totals.Purged + added.Purged,
                _totals.Frames + added.Frames,
                _totals.ContentBytes + added.ContentBytes);
            await sink(block, _totals);
        }
        finally
        {
            _turn.Release();
        }
    }

    static byte[] Block(BackupBlockKind kind, ReadOnlySpan<byte> content)
    {
        using var compressor = new Compressor(Level);
        var stored = compressor.Wrap(content);
        var block = new byte[BackupFormat.BlockHeader + stored.Length + JournalHash.Size];
        block[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(1), content.Length);
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(5), stored.Length);
        stored.CopyTo(block.AsSpan(BackupFormat.BlockHeader));
        return block;
    }
}
