using System.Globalization;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// The first two, four or six digits of a GB/T 2260 code: a province, a city or a county with everything below it.
/// </summary>
public readonly record struct RegionPrefix
{
    readonly int _value;
    readonly int _unit;

    RegionPrefix(int value, int unit) => (_value, _unit) = (value, unit);

    /// <summary>The region whose code begins so.</summary>
    public RegionCode Region =>
        RegionCode.Parse((_value * _unit).ToString("000000", CultureInfo.InvariantCulture));

    public bool Covers(RegionCode region) => _unit != 0 && region.Value / _unit == _value;

    /// <exception cref="FormatException">Not the beginning of a code of GB/T 2260.</exception>
    public static RegionPrefix Parse(string text)
    {
        string digits = text.Length is 2 or 4 or 6 && text != "00" ? text.PadRight(6, '0') : "";
        if (!RegionCode.TryParse(digits, out RegionCode region) || region == RegionCode.Nation)
            throw new FormatException("is not the first two, four or six digits of a code of GB/T 2260.");
        int unit = region.Value % 10_000 == 0 ? 10_000 : region.Value % 100 == 0 ? 100 : 1;
        return new RegionPrefix(region.Value / unit, unit);
    }

    /// <summary>The shortest digits that say it, such as 13, 1301 or 130109.</summary>
    public override string ToString() => _value.ToString(CultureInfo.InvariantCulture);
}
