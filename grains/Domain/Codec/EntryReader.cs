using System.Text;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Codec;

/// <summary>Reads what <see cref="EntryWriter"/> wrote.</summary>
/// <remarks>
/// Every method throws <see cref="InvalidDataException"/> when the bytes end early or cannot be right.
/// </remarks>
public ref struct EntryReader(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> _bytes = bytes;
    int _position;

    public readonly bool AtEnd => _position == _bytes.Length;

    public byte Byte()
    {
        if (_position >= _bytes.Length)
            throw new InvalidDataException($"The entry ends at byte {_position}.");
        return _bytes[_position++];
    }

    public bool Bool() => Byte() != 0;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = Byte();
            if (shift == 63 && b > 1)
                break;
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw new InvalidDataException($"A number runs on past byte {_position}.");
    }

    /// <summary>A number that its field bounds.</summary>
    public ulong UnsignedUpTo(ulong most)
    {
        ulong value = Unsigned();
        return value <= most
            ? value
            : throw new InvalidDataException($"{value} before byte {_position} is over {most}.");
    }

    public long Signed()
    {
        ulong raw = Unsigned();
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    public int Int()
    {
        long value = Signed();
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new InvalidDataException($"The number {value} before byte {_position} does not fit in 32 bits.");
    }

    /// <summary>
    /// A count of items that follow, each of at least one byte: never more than the bytes that are left.
    /// </summary>
    public int Count()
    {
        ulong count = Unsigned();
        if (count > (ulong)(_bytes.Length - _position))
            throw new InvalidDataException($"{count} items cannot follow byte {_position} of {_bytes.Length}.");
        return (int)count;
    }

    public Exact Exact()
    {
        byte scale = Byte();
        if (scale == 0)
            return default;
        return Measurements.Exact.TryCreate(Signed(), scale - 1, out Exact value)
            ? value
            : throw new InvalidDataException($"A number before byte {_position} is out of range.");
    }

    public FactorCode Factor()
    {
        byte length = Byte();
        if (length == 0)
            return default;
        return FactorCode.TryParse(Take(length), out FactorCode code)
            ? code
            : throw new InvalidDataException($"A factor code before byte {_position} is not one.");
    }

    public BeijingTime Time() => new(Signed());

    public string? Text()
    {
        ulong length = Unsigned();
        return length == 0 ? null : Encoding.UTF8.GetString(Take(length - 1));
    }

    public ReadOnlySpan<byte> Bytes() => Take(Unsigned());

    ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _position))
            throw new InvalidDataException($"{count} bytes cannot follow byte {_position} of {_bytes.Length}.");
        ReadOnlySpan<byte> taken = _bytes.Slice(_position, (int)count);
        _position += taken.Length;
        return taken;
    }
}
