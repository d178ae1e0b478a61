namespace Qianliyan.Storage.Journal.Backups;

/// <summary>A block that is what was written.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="End">Where the next one begins.</param>
/// <param name="Content">Decompressed.</param>
readonly record struct BackupBlock(
    BackupBlockKind Kind, int Number, long Offset, long End, ReadOnlyMemory<byte> Content)
{
    public BackupFaultException Fault(string what, Exception? inner) =>
        new($"Block {Number}, bytes {Offset} to {End - 1}: {what}", inner);
}
