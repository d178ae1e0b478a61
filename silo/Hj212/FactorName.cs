using Qianliyan.Domain.Measurements;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Hj212;

/// <summary>Names of factors as devices write them, brought to the codes of 2017.</summary>
static class FactorName
{
    public static FactorCode Canonical(
        FactorCode raw, ReadOnlySpan<byte> text, Medium medium, ref Deviations deviations)
    {
        if (text.Length == FactorTable.StandardCodeLength && IsCodeShape(text))
        {
            if (text[0] is not ((byte)'A' or (byte)'W'))
                return raw;
            deviations |= Deviations.KeyCase;
            return FactorCode.FromPacked(raw.Packed | (0x20UL << 56));
        }

        if (text.Length <= FactorTable.OldCodeMaxLength && FactorTable.TryTranslate(raw, medium, out FactorCode code))
        {
            deviations |= Deviations.OldFactorCode;
            return code;
        }

        if (!IsDevice(text) && !FactorTable.IsNoise(raw))
            deviations |= Deviations.VendorFactorName;
        return raw;
    }

    /// <summary>A letter and five digits or lower-case letters.</summary>
    static bool IsCodeShape(ReadOnlySpan<byte> text)
    {
        if ((uint)((text[0] | 0x20) - 'a') > 25)
            return false;
        foreach (byte b in text[1..])
        {
            if ((uint)(b - '0') > 9)
                return false;
        }

        return true;
    }

    /// <summary>SB and a device number.</summary>
    static bool IsDevice(ReadOnlySpan<byte> text) => text.Length > 2 && text[0] == 'S' && text[1] == 'B';
}
