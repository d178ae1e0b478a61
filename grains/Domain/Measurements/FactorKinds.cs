namespace Qianliyan.Domain.Measurements;

/// <summary>
/// The quantity of a factor by the groups of its codes: HJ 524 for air, HJ 525 for water, HJ 212-2017 tables B.1, B.2
/// and B.8. A code that no table holds is known by its group, too.
/// </summary>
public static class FactorKinds
{
    const int GroupLength = 3;

    /// <summary>Codes, and the first characters of those of numbered devices.</summary>
    static readonly string[] Temperatures =
        ["a01001", "a01012", "a01015", "a01901", "a01902", "w01010", "i3331", "i3332", "i3333", "i3334"];

    /// <summary>Of the physical group of air, but the temperatures.</summary>
    static readonly string[] PhysicalOfAir =
        ["a01002", "a01006", "a01007", "a01008", "a01010", "a01011", "a01013", "a01014", "a01016", "a01017"];

    /// <summary>Of the physical and chemical group of water: pH, colour, dissolved oxygen, conductivity.</summary>
    static readonly string[] PhysicalOfWater = ["w01001", "w01002", "w01009", "w01014"];

    /// <summary>Of the physical and chemical group of water: solids, and oxygen that the water demands.</summary>
    static readonly string[] ConcentrationsOfWater = ["w01006", "w01012", "w01017", "w01018", "w01019", "w01020"];

    /// <summary>The factor's quantity.</summary>
    public static FactorKind Of(FactorCode code)
    {
        string text = code.ToString();
        bool isTemperature = Array.Exists(Temperatures, known => text.StartsWith(known, StringComparison.Ordinal));
        return isTemperature ? FactorKind.Temperature
            : PhysicalOfAir.Contains(text) || PhysicalOfWater.Contains(text) ? FactorKind.Other
            : ConcentrationsOfWater.Contains(text) ? FactorKind.Pollutant
            : text.Length > GroupLength ? OfGroup(text)
            : FactorKind.Unknown;
    }

    static FactorKind OfGroup(string text) => text[..GroupLength] switch
    {
        "a00" or "w00" or "I33" => FactorKind.Other,
        "a34" => text == "a34011" ? FactorKind.Other : FactorKind.Particulates,
        "a19" => text == "a19001" ? FactorKind.Oxygen : FactorKind.Unknown,
        "a05" or "a99" or "w19" or "w99" => FactorKind.Pollutant,
        ['a' or 'w', '2' or '3', _] => FactorKind.Pollutant,
        _ => FactorKind.Unknown,
    };
}
