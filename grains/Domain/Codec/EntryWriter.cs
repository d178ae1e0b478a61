using System.Text;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Codec;

/// <summary>
/// Writes the stable bytes of journal entries, pages and snapshots: base-128 varints, zigzag for signed numbers,
/// UTF-8 with a length for text. The bytes are evidence: a layout, once written, is never changed, only followed by
/// a new format version.
/// </summary>
public sealed class EntryWriter
{
    byte[] _buffer;
    int _length;

    public EntryWriter(int capacity = 256) => _buffer = new byte[capacity];

    public int Length => _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    public byte[] ToArray() => WrittenSpan.ToArray();

    public void Clear() => _length = 0;

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Unsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Int(int value) => Signed(value);

    public void Exact(Exact value)
    {
        if (!value.HasValue)
        {
            Byte(0);
            return;
        }

        Byte((byte)(value.Scale + 1));
        Signed(value.Mantissa);
    }

    public void Factor(FactorCode code)
    {
        ulong packed = code.Packed;
        int length = 0;
        for (ulong rest = packed; rest != 0; rest <<= 8)
            length++;
        Byte((byte)length);
        Reserve(length);
        for (int i = 0; i < length; i++)
            _buffer[_length++] = (byte)(packed >> (56 - 8 * i));
    }

    public void Time(BeijingTime time) => Signed(time.UnixSeconds);

    public void Text(string? text)
    {
        if (text is null)
        {
            Unsigned(0);
            return;
        }

        int bytes = Encoding.UTF8.GetByteCount(text);
        Unsigned((ulong)bytes + 1);
        Reserve(bytes);
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Unsigned((ulong)bytes.Length);
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    void Reserve(int count)
    {
        if (_length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
    }
}
