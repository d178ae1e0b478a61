namespace Qianliyan.Storage.Journal.Backups;

/// <summary>What a backup says of itself before anything else.</summary>
/// <param name="Build">Version of the software that wrote it.</param>
/// <param name="Cluster">The cluster it is of.</param>
/// <param name="BeganMs">Unix milliseconds UTC: what was acknowledged before is in it.</param>
public sealed record BackupHeader(string Build, string Cluster, long BeganMs)
{
    internal byte[] ToBytes()
    {
        var writer = new BackupBytes();
        writer.Text(Build);
        writer.Text(Cluster);
        writer.Number(BeganMs);
        return writer.ToArray();
    }

    internal static BackupHeader Read(ReadOnlyMemory<byte> content)
    {
        var reader = new BackupByteReader(content);
        return new(reader.Text(), reader.Text(), reader.Number());
    }
}
