using System.Text;

namespace Qianliyan.Storage.Journal.Backups;

/// <summary>Reads what <see cref="BackupBytes"/> wrote.</summary>
/// <remarks>
/// Every method throws <see cref="InvalidDataException"/> when the bytes end early or cannot be right.
/// </remarks>
sealed class BackupByteReader(ReadOnlyMemory<byte> content)
{
    int _at;

    public bool AtEnd => _at == content.Length;

    public byte Byte() => Take(1).Span[0];

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException($"A number runs on past byte {_at} of the content.");
    }

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public ReadOnlyMemory<byte> Bytes() => Take(Number());

    public JournalHash Hash() => new(Take(JournalHash.Size).Span);

    ReadOnlyMemory<byte> Take(long count)
    {
        if (count < 0 || count > content.Length - _at)
        {
            throw new InvalidDataException(
                $"{count} bytes cannot follow byte {_at} of {content.Length} of the content.");
        }

        var taken = content.Slice(_at, (int)count);
        _at += taken.Length;
        return taken;
    }
}
