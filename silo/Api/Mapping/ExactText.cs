using Qianliyan.Domain.Measurements;

namespace Qianliyan.Api.Mapping;

/// <summary>
/// Reads exact decimals as the wire writes them: an optional minus, digits, an optional point with digits behind it;
/// no exponent, no blanks, no digit lost.
/// </summary>
static class ExactText
{
    /// <summary>Eighteen digits fit into a long; one more than an <see cref="Exact"/> always holds.</summary>
    const int MostDigits = 18;

    /// <summary>An empty text is "no value".</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Exact exact)
    {
        exact = default;
        if (text.IsEmpty)
            return true;
        bool isNegative = text[0] == '-';
        ReadOnlySpan<char> rest = isNegative ? text[1..] : text;
        long mantissa = 0;
        int digits = 0, point = -1, significant = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            int digit = rest[i] - '0';
            if ((uint)digit <= 9)
            {
                significant += mantissa != 0 || digit != 0 ? 1 : 0;
                if (significant > MostDigits)
                    return false;
                mantissa = mantissa * 10 + digit;
                digits++;
            }
            else if (rest[i] == '.' && point < 0 && digits > 0)
            {
                point = digits;
            }
            else
            {
                return false;
            }
        }

        bool endsInDigit = digits > 0 && point != digits;
        int scale = point < 0 ? 0 : digits - point;
        return endsInDigit && Exact.TryCreate(isNegative ? -mantissa : mantissa, scale, out exact);
    }
}
