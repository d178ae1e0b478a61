using System.Text;

namespace Qianliyan.Storage.Journal.Backups;

/// <summary>Content of a block while it is written.</summary>
sealed class BackupBytes
{
    byte[] _buffer = new byte[4 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    /// <summary>Small numbers of either sign are short.</summary>
    public void Number(long value)
    {
        Reserve(10);
        var left = (ulong)((value << 1) ^ (value >> 63));
        while (left >= 0x80)
        {
            _buffer[Length++] = (byte)(left | 0x80);
            left >>= 7;
        }

        _buffer[Length++] = (byte)left;
    }

    public void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        Append(bytes);
    }

    public void Hash(in JournalHash hash)
    {
        Reserve(JournalHash.Size);
        hash.CopyTo(_buffer.AsSpan(Length));
        Length += JournalHash.Size;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    void Reserve(int count)
    {
        if (Length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }
    }
}
