using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ZstdSharp;

namespace Qianliyan.Storage.Journal.Backups;

/// <summary>
/// Reads the blocks of a backup, each only when its hash shows that it is what was written, where it was.
/// </summary>
sealed class BackupReader(Stream file)
{
    int _number;
    long _offset;

    /// <summary>Hash of the last block read; of the whole, after the last.</summary>
    public JournalHash Hash { get; private set; }

    /// <summary>Bytes of the file read so far.</summary>
    public long Offset => _offset;

    internal static JournalHash HashOf(in JournalHash previous, ReadOnlySpan<byte> block)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[JournalHash.Size];
        previous.CopyTo(bytes);
        hash.AppendData(bytes);
        hash.AppendData(block);
        hash.GetHashAndReset(bytes);
        return new(bytes);
    }

    /// <summary>All blocks, the end included.</summary>
    /// <exception cref="BackupFaultException">The file is no backup, of another format, damaged, or
    /// incomplete.</exception>
    public async IAsyncEnumerable<BackupBlock> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ReadStartAsync(cancellationToken);
        while (true)
        {
            var block = await ReadBlockAsync(cancellationToken);
            yield return block;
            if (block.Kind == BackupBlockKind.End)
            {
                break;
            }
        }

        if (await file.ReadAsync(new byte[1], cancellationToken) > 0)
        {
            throw new BackupFaultException($"Bytes follow after the end of the backup, from byte {_offset} on.");
        }
    }

    async Task ReadStartAsync(CancellationToken cancellationToken)
    {
        var start = new byte[BackupFormat.Magic.Length + 1];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < start.Length || !start.AsSpan(..^1).SequenceEqual(BackupFormat.Magic))
        {
            throw new BackupFaultException("The file is no backup of Qianliyan: it does not begin like one.");
        }

        if (start[^1] != BackupFormat.Version)
        {
            throw new BackupFaultException(
                $"The backup has format {start[^1]}; this build reads format {BackupFormat.Version}.");
        }

        _offset = start.Length;
        Hash = new(SHA256.HashData(start));
    }

    async Task<BackupBlock> ReadBlockAsync(CancellationToken cancellationToken)
    {
        var (begin, number) = (_offset, ++_number);
        var header = new byte[BackupFormat.BlockHeader];
        await FillAsync(header, begin, cancellationToken);
        var (kind, length, stored) = (
            (BackupBlockKind)header[0],
            BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)),
            BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)));
        if (kind is < BackupBlockKind.Header or > BackupBlockKind.End
            || length is < 0 or > BackupFormat.MostBlockBytes
            || stored is < 0 or > BackupFormat.MostBlockBytes + (BackupFormat.MostBlockBytes / 8))
        {
            throw new BackupFaultException(
                $"Block {number} at byte {begin}: its first bytes are not those of a block; they were changed.");
        }

        var block = new byte[header.Length + stored + JournalHash.Size];
        header.CopyTo(block, 0);
        await FillAsync(block.AsMemory(header.Length), begin, cancellationToken);
        var hash = HashOf(Hash, block.AsSpan(..^JournalHash.Size));
        if (hash != new JournalHash(block.AsSpan(^JournalHash.Size..)))
        {
            throw new BackupFaultException(
                $"Block {number}, bytes {begin} to {_offset - 1}: not what was written here; "
                + "bytes of it were changed.");
        }

        Hash = hash;
        var content = Decompress(block.AsSpan(header.Length, stored), length, number, begin);
        return new(kind, number, begin, _offset, content);
    }

    async Task FillAsync(Memory<byte> bytes, long begin, CancellationToken cancellationToken)
    {
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        _offset += read;
        if (read < bytes.Length)
        {
            throw new BackupFaultException(
                $"The file ends at byte {_offset}, in block {_number} that begins at byte {begin}: the backup was not "
                + "finished, or was cut off.");
        }
    }

    static byte[] Decompress(ReadOnlySpan<byte> stored, int length, int number, long begin)
    {
        var content = new byte[length];
        using var decompressor = new Decompressor();
        return decompressor.TryUnwrap(stored, content, out var written) && written == length
            ? content
            : throw new BackupFaultException($"Block {number} at byte {begin}: its content cannot be decompressed.");
    }
}
