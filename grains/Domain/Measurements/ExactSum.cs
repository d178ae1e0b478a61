using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Measurements;

/// <summary>
/// A running sum of exact decimals in sixteen bytes, with how many were valid of how many came. The order of adding
/// does not change the result as long as it fits in 18 digits, which sums of a day of readings do; beyond that the
/// last digits are rounded half to even. A value that would carry the sum itself past 18 digits before the decimal
/// point is no measurement: it counts as void.
/// </summary>
public struct ExactSum
{
    long _mantissa;
    byte _scale;
    ushort _valid;
    ushort _received;

    public readonly int Valid => _valid;

    public readonly int Received => _received;

    public readonly decimal? Mean => _valid == 0 ? null : Sum / _valid;

    public readonly decimal Sum => new decimal((int)Magnitude, (int)(Magnitude >> 32), 0, _mantissa < 0, _scale);

    readonly ulong Magnitude => (ulong)Math.Abs(_mantissa);

    /// <summary>Counts a value that is void: received, not valid.</summary>
    public void AddVoid() => _received++;

    public void Add(Exact value)
    {
        long mantissa = value.Mantissa;
        int scale = value.Scale;
        if (scale == _scale && TryAdd(mantissa, scale))
            return;
        if (scale < _scale && TryRaise(ref mantissa, _scale - scale) && TryAdd(mantissa, _scale))
            return;
        long sum = _mantissa;
        if (scale > _scale && TryRaise(ref sum, scale - _scale))
        {
            long before = _mantissa;
            _mantissa = sum;
            if (TryAdd(mantissa, scale))
                return;
            _mantissa = before;
        }

        AddRounded(value.Value);
    }

    bool TryAdd(long mantissa, int scale)
    {
        long sum = unchecked(_mantissa + mantissa);
        if (((_mantissa ^ sum) & (mantissa ^ sum)) < 0 || sum == long.MinValue)
            return false;
        _mantissa = sum;
        _scale = (byte)scale;
        _valid++;
        _received++;
        return true;
    }

    static bool TryRaise(ref long mantissa, int digits)
    {
        for (int i = 0; i < digits; i++)
        {
            if (mantissa is > long.MaxValue / 10 or < -long.MaxValue / 10)
                return false;
            mantissa *= 10;
        }

        return true;
    }

    void AddRounded(decimal value)
    {
        decimal sum = Sum + value;
        if (Math.Abs(sum) > long.MaxValue)
        {
            AddVoid();
            return;
        }

        int scale = sum.Scale;
        while (decimal.Round(sum, scale, MidpointRounding.ToEven) is var rounded && !TrySet(rounded))
            scale--;
        _valid++;
        _received++;
    }

    bool TrySet(decimal sum)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(sum, parts);
        ulong magnitude = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        if (parts[2] != 0 || magnitude > long.MaxValue)
            return false;
        _mantissa = parts[3] < 0 ? -(long)magnitude : (long)magnitude;
        _scale = sum.Scale;
        return true;
    }

    public readonly void Write(EntryWriter writer)
    {
        writer.Signed(_mantissa);
        writer.Byte(_scale);
        writer.Unsigned(_valid);
        writer.Unsigned(_received);
    }

    public static ExactSum Read(ref EntryReader reader)
    {
        long mantissa = reader.Signed();
        byte scale = reader.Byte();
        ulong valid = reader.Unsigned();
        ulong received = reader.Unsigned();
        if (mantissa == long.MinValue || scale > 28 || valid > received || received > ushort.MaxValue)
            throw new InvalidDataException($"A sum of {valid} valid of {received} values of scale {scale} cannot be.");
        return new ExactSum
        {
            _mantissa = mantissa,
            _scale = scale,
            _valid = (ushort)valid,
            _received = (ushort)received,
        };
    }
}
