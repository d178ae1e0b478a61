using System.Globalization;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// A GB/T 2260 code (行政区划代码): two digits each of province, city and county; 000000 is the nation.
/// Two exceptions keep the parent chain true to who reports to whom. In a municipality (直辖市: 11, 12, 31, 50) the
/// districts belong to the municipality itself, which is province and city in one; its code 110100 (市辖区) is accepted
/// but is nobody's parent. Counties under a province directly (省直辖县级, city digits 90, such as 419001 济源) belong to
/// the province and count as a city of their own.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.RegionCode")]
public readonly record struct RegionCode : IComparable<RegionCode>
{
    const int DirectlyUnderProvince = 90;

    [Id(0)]
    readonly int _value;

    RegionCode(int value) => _value = value;

    /// <summary>000000.</summary>
    public static RegionCode Nation => default;

    /// <summary>The six digits as a number; 0 is the nation.</summary>
    public int Value => _value;

    int CityDigits => _value / 100 % 100;

    /// <summary>By the digits: a municipality is a <see cref="RegionLevel.Province"/>.</summary>
    public RegionLevel Level =>
        _value == 0 ? RegionLevel.Nation
        : _value % 10_000 == 0 ? RegionLevel.Province
        : _value % 100 == 0 ? RegionLevel.City
        : RegionLevel.County;

    /// <summary>Whether the code lies in Beijing, Tianjin, Shanghai or Chongqing.</summary>
    public bool IsInMunicipality => _value / 10_000 is 11 or 12 or 31 or 50;

    /// <summary>The province; the nation for the nation.</summary>
    public RegionCode Province => new(_value / 10_000 * 10_000);

    /// <summary>
    /// The city the code lies in: itself for a city, the municipality for its districts, the county itself when it
    /// stands directly under a province; none for a province or the nation.
    /// </summary>
    public RegionCode? City =>
        _value == 0 ? null
        : IsInMunicipality ? Province
        : CityDigits == 0 ? null
        : CityDigits == DirectlyUnderProvince ? this
        : new RegionCode(_value / 100 * 100);

    /// <summary>Whether the code is its own <see cref="City"/>: the form cells and city rosters are keyed by.</summary>
    public bool IsCity => City is { } city && city._value == _value;

    /// <summary>The region one step up; none for the nation.</summary>
    public RegionCode? Parent =>
        Level switch
        {
            RegionLevel.Nation => null,
            RegionLevel.Province => Nation,
            RegionLevel.City => Province,
            _ => IsInMunicipality || CityDigits == DirectlyUnderProvince ? Province : City,
        };

    /// <summary>This region, its parent, and so on up to the nation.</summary>
    public IEnumerable<RegionCode> SelfAndAncestors()
    {
        for (RegionCode? region = this; region is { } current; region = current.Parent)
            yield return current;
    }

    /// <summary>Whether the other region is this one or lies below it.</summary>
    public bool Contains(RegionCode other) => other.SelfAndAncestors().Contains(this);

    /// <summary>Reads six digits with a known province; a county without a city (110001) is no code.</summary>
    public static bool TryParse(string? text, out RegionCode region)
    {
        region = default;
        if (text is not { Length: 6 }
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            return false;
        }

        bool countyWithoutCity = value % 10_000 is > 0 and < 100;
        if (value != 0 && (countyWithoutCity || !IsProvince(value / 10_000)))
            return false;
        region = new RegionCode(value);
        return true;
    }

    /// <exception cref="FormatException">Not a code of GB/T 2260.</exception>
    public static RegionCode Parse(string text) =>
        TryParse(text, out RegionCode region)
            ? region
            : throw new FormatException($"Region '{text}' is not a six-digit code of GB/T 2260.");

    public int CompareTo(RegionCode other) => _value.CompareTo(other._value);

    public override string ToString() => _value.ToString("D6", CultureInfo.InvariantCulture);

    static bool IsProvince(int digits) =>
        digits is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46)
            or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or 81 or 82;

    public static bool operator <(RegionCode left, RegionCode right) => left._value < right._value;
    public static bool operator >(RegionCode left, RegionCode right) => left._value > right._value;
    public static bool operator <=(RegionCode left, RegionCode right) => left._value <= right._value;
    public static bool operator >=(RegionCode left, RegionCode right) => left._value >= right._value;
}
