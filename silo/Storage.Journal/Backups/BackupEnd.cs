namespace Qianliyan.Storage.Journal.Backups;

/// <summary>The last block of a backup.</summary>
/// <param name="EndedMs">Unix milliseconds UTC.</param>
/// <param name="Totals">Without the bytes of this block.</param>
public sealed record BackupEnd(long EndedMs, BackupTotals Totals)
{
    internal byte[] ToBytes()
    {
        var writer = new BackupBytes();
        writer.Number(EndedMs);
        writer.Number(Totals.Twins);
        writer.Number(Totals.Entries);
        writer.Number(Totals.Attachments);
        writer.Number(Totals.Purged);
        writer.Number(Totals.Frames);
        writer.Number(Totals.ContentBytes);
        return writer.ToArray();
    }

    internal static BackupEnd Read(ReadOnlyMemory<byte> content)
    {
        var reader = new BackupByteReader(content);
        return new(
            reader.Number(),
            new(
                reader.Number(), reader.Number(), reader.Number(), reader.Number(), reader.Number(), reader.Number()));
    }
}
