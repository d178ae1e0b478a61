using Qianliyan.Domain.Measurements;

namespace Qianliyan.Hj212;

/// <summary>
/// Measured values from text to <see cref="Exact"/> and back, digit by digit: no float, no string between.
/// </summary>
public static class AsciiNumber
{
    /// <summary>Enough for any value: sign, 28 decimals, point and leading zero.</summary>
    public const int MaxLength = 32;

    const int MaxDigits = 17;
    const int MaxScale = 28;

    /// <summary>
    /// Reads a decimal number. Digits beyond the 17th significant one, or beyond 28 decimals, are rounded half to even
    /// and named in <paramref name="deviations"/>; so are exponents, plus signs and bare points.
    /// </summary>
    /// <returns>False when it is no number or has more than 17 digits before the point.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out Exact value, ref Deviations deviations)
    {
        value = default;
        int i = 0;
        bool negative = false;
        bool plain = true;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            plain = negative;
            i = 1;
        }

        var digits = new Digits();
        int integers = 0;
        int decimals = 0;
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++, integers++)
            digits.Add(text[i] - '0');
        if (i < text.Length && text[i] == '.')
        {
            for (i++; i < text.Length && (uint)(text[i] - '0') <= 9; i++, decimals++)
                digits.Add(text[i] - '0');
            plain &= integers > 0 && decimals > 0;
        }

        if (integers + decimals == 0)
            return false;
        int exponent = 0;
        if (i < text.Length)
        {
            if ((text[i] | 0x20) != 'e' || !AsciiField.TryParseSigned(text[(i + 1)..], out exponent))
                return false;
            plain = false;
        }

        if (!digits.TryRound(decimals - exponent, out long mantissa, out int scale, out bool exact))
            return false;
        if (!Exact.TryCreate(negative ? -mantissa : mantissa, scale, out value))
            return false;
        if (!plain)
            deviations |= Deviations.NumberNotPlain;
        if (!exact)
            deviations |= Deviations.PrecisionLost;
        return true;
    }

    /// <summary>Writes a value with its decimals as they came.</summary>
    /// <returns>The bytes written.</returns>
    /// <exception cref="ArgumentException">There is no value to write.</exception>
    public static int Write(Exact value, Span<byte> destination)
    {
        if (!value.HasValue)
            throw new ArgumentException("There is no value to write.", nameof(value));
        long mantissa = value.Mantissa;
        ulong rest = (ulong)Math.Abs(mantissa);
        Span<byte> reversed = stackalloc byte[MaxLength];
        int length = 0;
        for (int digit = 0; rest != 0 || digit <= value.Scale; digit++)
        {
            if (digit == value.Scale && digit > 0)
                reversed[length++] = (byte)'.';
            reversed[length++] = (byte)('0' + rest % 10);
            rest /= 10;
        }

        if (mantissa < 0)
            reversed[length++] = (byte)'-';
        for (int i = 0; i < length; i++)
            destination[i] = reversed[length - 1 - i];
        return length;
    }

    /// <summary>The first 17 significant digits, and what is needed to round the rest.</summary>
    struct Digits
    {
        long _mantissa;
        int _count;
        int _dropped;
        int _firstDropped;
        bool _restNotZero;

        public void Add(int digit)
        {
            if (_count < MaxDigits)
            {
                _mantissa = _mantissa * 10 + digit;
                if (_mantissa != 0)
                    _count++;
            }
            else
            {
                if (_dropped == 0)
                    _firstDropped = digit;
                else
                    _restNotZero |= digit != 0;
                _dropped++;
            }
        }

        public bool TryRound(int decimals, out long mantissa, out int scale, out bool exact)
        {
            mantissa = _mantissa;
            scale = decimals - _dropped;
            exact = true;
            if (_dropped > 0 && scale < 0)
                return false;
            int surplus = scale - MaxScale;
            if (surplus > MaxDigits || scale < -MaxDigits)
            {
                exact = mantissa == 0;
                mantissa = 0;
                bool vanishes = scale > 0;
                scale = 0;
                return vanishes || exact;
            }

            for (; surplus > 0; surplus--, scale--)
                Drop(ref mantissa);
            exact = _firstDropped == 0 && !_restNotZero;
            if (_firstDropped > 5 || (_firstDropped == 5 && (_restNotZero || (mantissa & 1) == 1)))
                mantissa++;
            for (; scale < 0; scale++)
            {
                if (mantissa > long.MaxValue / 10)
                    return false;
                mantissa *= 10;
            }

            return true;
        }

        void Drop(ref long mantissa)
        {
            _restNotZero |= _firstDropped != 0;
            _firstDropped = (int)(mantissa % 10);
            mantissa /= 10;
        }
    }
}
