namespace Qianliyan.Hj212;

static class AsciiField
{
    public static bool TryParseInt(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        if (text.Length is 0 or > 9)
            return false;
        foreach (byte b in text)
        {
            int digit = b - '0';
            if ((uint)digit > 9)
                return false;
            number = number * 10 + digit;
        }

        return true;
    }

    public static bool TryParseSigned(ReadOnlySpan<byte> text, out int number)
    {
        bool negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        bool parsed = TryParseInt(text, out number);
        number = negative ? -number : number;
        return parsed;
    }

    /// <summary>Four hex digits as a number, or -1.</summary>
    public static int ParseHex4(ReadOnlySpan<byte> text, out bool lowerCase)
    {
        int number = 0;
        lowerCase = false;
        for (int i = 0; i < 4; i++)
        {
            int b = text[i];
            int digit = b - '0';
            if ((uint)digit > 9)
            {
                digit = (b | 0x20) - 'a';
                if ((uint)digit > 5)
                    return -1;
                lowerCase |= b >= 'a';
                digit += 10;
            }

            number = (number << 4) | digit;
        }

        return number;
    }

    public static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';
}
