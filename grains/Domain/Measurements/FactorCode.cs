using System.Numerics;
using System.Text;

namespace Qianliyan.Domain.Measurements;

/// <summary>
/// The code of a monitored factor (监测因子编码), such as <c>a21026</c> for SO2: HJ 212-2017 tables B.1 to B.8.
/// Up to eight ASCII characters packed into one word, so that a factor costs no allocation on the hot path.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.FactorCode")]
public readonly struct FactorCode : IEquatable<FactorCode>, IComparable<FactorCode>
{
    public const int MaxLength = 8;

    [Id(0)]
    readonly ulong _packed;

    FactorCode(ulong packed) => _packed = packed;

    /// <summary>The characters, first one in the highest byte; 0 is "no code".</summary>
    public ulong Packed => _packed;

    public bool IsEmpty => _packed == 0;

    public static FactorCode FromPacked(ulong packed) => new(packed);

    /// <summary>Packs 1 to 8 printable ASCII characters.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out FactorCode code)
    {
        code = default;
        if (ascii.Length is 0 or > MaxLength)
            return false;
        ulong packed = 0;
        foreach (byte b in ascii)
        {
            if (b is <= 0x20 or >= 0x7F)
                return false;
            packed = (packed << 8) | b;
        }

        code = new FactorCode(packed << (8 * (MaxLength - ascii.Length)));
        return true;
    }

    public static bool TryParse(string? text, out FactorCode code)
    {
        code = default;
        if (text is null || text.Length is 0 or > MaxLength)
            return false;
        Span<byte> ascii = stackalloc byte[MaxLength];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 0x7F)
                return false;
            ascii[i] = (byte)text[i];
        }

        return TryParse(ascii[..text.Length], out code);
    }

    /// <exception cref="FormatException">Not 1 to 8 printable ASCII characters.</exception>
    public static FactorCode Parse(string text) =>
        TryParse(text, out FactorCode code)
            ? code
            : throw new FormatException($"Factor code '{text}' is not 1 to 8 printable ASCII characters.");

    /// <summary>
    /// The first character's class: <c>a</c> gas, <c>w</c> water, <c>i</c> instrument, <c>g</c>/<c>e</c> process.
    /// </summary>
    public char Family => (char)(_packed >> 56);

    /// <summary>Whether the code begins with the characters of another, as the codes of numbered devices do.</summary>
    public bool StartsWith(FactorCode prefix)
    {
        int length = MaxLength - BitOperations.TrailingZeroCount(prefix._packed) / 8;
        return !prefix.IsEmpty && (_packed ^ prefix._packed) >> (8 * (MaxLength - length)) == 0;
    }

    public int CompareTo(FactorCode other) => _packed.CompareTo(other._packed);

    public bool Equals(FactorCode other) => _packed == other._packed;

    public override bool Equals(object? obj) => obj is FactorCode other && Equals(other);

    public override int GetHashCode() => _packed.GetHashCode();

    public override string ToString()
    {
        Span<byte> ascii = stackalloc byte[MaxLength];
        int length = 0;
        for (ulong rest = _packed; rest != 0; rest <<= 8)
            ascii[length++] = (byte)(rest >> 56);
        return Encoding.ASCII.GetString(ascii[..length]);
    }

    public static bool operator ==(FactorCode left, FactorCode right) => left._packed == right._packed;
    public static bool operator !=(FactorCode left, FactorCode right) => left._packed != right._packed;
    public static bool operator <(FactorCode left, FactorCode right) => left._packed < right._packed;
    public static bool operator >(FactorCode left, FactorCode right) => left._packed > right._packed;
    public static bool operator <=(FactorCode left, FactorCode right) => left._packed <= right._packed;
    public static bool operator >=(FactorCode left, FactorCode right) => left._packed >= right._packed;
}
