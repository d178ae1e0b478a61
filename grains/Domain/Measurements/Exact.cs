using System.Globalization;

namespace Qianliyan.Domain.Measurements;

/// <summary>
/// An exact decimal number in eight bytes, or nothing: a signed mantissa of at most 17 digits and a scale of 0 to 28.
/// Measured values are kept and compared as exact decimals; 80.1 is 80.1 and never 80.09999.
/// The written scale is kept, so that 80.10 prints as it arrived; equality is numeric.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.Exact")]
public readonly struct Exact : IEquatable<Exact>, IComparable<Exact>
{
    const int ScaleBits = 5;
    const long ScaleMask = (1L << ScaleBits) - 1;
    const long MaxMantissa = 288_230_376_151_711_743;

    [Id(0)]
    readonly long _bits;

    Exact(long bits) => _bits = bits;

    /// <summary>No value.</summary>
    public static Exact None => default;

    public bool HasValue => _bits != 0;

    /// <summary>The packed form, for storage: 0 is "no value".</summary>
    public long Bits => _bits;

    public static Exact FromBits(long bits) => new(bits);

    /// <summary>Digits behind the decimal point, as written.</summary>
    public int Scale => (int)(_bits & ScaleMask) - 1;

    public long Mantissa => _bits >> ScaleBits;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public decimal Value
    {
        get
        {
            if (!HasValue)
                throw new InvalidOperationException("There is no value.");
            long mantissa = Mantissa;
            ulong magnitude = (ulong)Math.Abs(mantissa);
            return new decimal((int)magnitude, (int)(magnitude >> 32), 0, mantissa < 0, (byte)Scale);
        }
    }

    public decimal? OrNull => HasValue ? Value : null;

    /// <summary>Packs a mantissa and a scale.</summary>
    /// <returns>False when the number needs more than 17 digits or a scale over 28.</returns>
    public static bool TryCreate(long mantissa, int scale, out Exact exact)
    {
        if (mantissa is > MaxMantissa or < -MaxMantissa || scale is < 0 or > 28)
        {
            exact = default;
            return false;
        }

        exact = new Exact((mantissa << ScaleBits) | (long)(scale + 1));
        return true;
    }

    /// <summary>
    /// Packs a decimal; digits beyond the 17th are rounded half to even (a computed mean, never a reading).
    /// </summary>
    /// <exception cref="OverflowException">Too many digits before the decimal point.</exception>
    public static Exact From(decimal value) =>
        TryFrom(value, out Exact exact)
            ? exact
            : throw new OverflowException($"{value} has more than 17 digits before the decimal point.");

    /// <summary>
    /// Packs a computed figure, a limit times a ratio or a mean: rounded as above, without zeros behind its last digit.
    /// </summary>
    /// <exception cref="OverflowException">Too many digits before the decimal point.</exception>
    public static Exact Computed(decimal value) => From(From(value).Value / 1.0000000000000000000000000000m);

    /// <returns>False when there are too many digits before the decimal point.</returns>
    public static bool TryFrom(decimal value, out Exact exact)
    {
        if (TryPack(value, out exact))
            return true;
        decimal magnitude = Math.Abs(value);
        int integerDigits = 1;
        for (decimal bound = 10m; integerDigits < 28 && magnitude >= bound; bound *= 10m)
            integerDigits++;
        int decimals = Math.Clamp(17 - integerDigits, 0, 28);
        return TryPack(decimal.Round(value, decimals, MidpointRounding.ToEven), out exact);
    }

    static bool TryPack(decimal value, out Exact exact)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        int scale = (parts[3] >> 16) & 0x7F;
        ulong low = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        bool fits = parts[2] == 0 && low <= MaxMantissa;
        long mantissa = parts[3] < 0 ? -(long)low : (long)low;
        exact = fits ? new Exact((mantissa << ScaleBits) | (long)(scale + 1)) : default;
        return fits;
    }

    public static Exact From(decimal? value) => value is { } v ? From(v) : None;

    public static implicit operator Exact(decimal value) => From(value);

    public int CompareTo(Exact other) =>
        (HasValue, other.HasValue) switch
        {
            (false, false) => 0,
            (false, true) => -1,
            (true, false) => 1,
            _ => Scale == other.Scale ? Mantissa.CompareTo(other.Mantissa) : Value.CompareTo(other.Value),
        };

    public bool Equals(Exact other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode() => HasValue ? Value.GetHashCode() : 0;

    public override string ToString() => HasValue ? Value.ToString(CultureInfo.InvariantCulture) : "";

    public static bool operator ==(Exact left, Exact right) => left.Equals(right);
    public static bool operator !=(Exact left, Exact right) => !left.Equals(right);
    public static bool operator <(Exact left, Exact right) => left.CompareTo(right) < 0;
    public static bool operator >(Exact left, Exact right) => left.CompareTo(right) > 0;
    public static bool operator <=(Exact left, Exact right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Exact left, Exact right) => left.CompareTo(right) >= 0;
}
