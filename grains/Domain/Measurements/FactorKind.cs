namespace Qianliyan.Domain.Measurements;

/// <summary>What quantity a factor is, as far as its code tells.</summary>
public enum FactorKind
{
    /// <summary>The code alone does not tell.</summary>
    Unknown,

    /// <summary>A concentration of a pollutant, other than of particulates in air.</summary>
    Pollutant,

    /// <summary>A concentration of particulates in air.</summary>
    Particulates,

    /// <summary>Oxygen in air or flue gas, volume per cent.</summary>
    Oxygen,

    /// <summary>A temperature, degrees Celsius.</summary>
    Temperature,

    /// <summary>Another quantity: a flow, a pressure, a wind speed, pH, a load.</summary>
    Other,
}
