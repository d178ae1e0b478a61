using Qianliyan.Domain.Measurements;

namespace Qianliyan.Simulator.Fleets;

/// <summary>One measured factor of an outlet and how its value moves.</summary>
public sealed record Signal
{
    public required FactorCode Factor { get; init; }

    /// <summary>The value at full load, in the unit of the point.</summary>
    public required double Base { get; init; }

    /// <summary>Part of the value that follows the load of the site; negative for oxygen.</summary>
    public double LoadGain { get; init; }

    /// <summary>Amplitude of the daily rhythm, as a part of the value.</summary>
    public double Daily { get; init; }

    /// <summary>Amplitude of the noise, as a part of the value.</summary>
    public double Noise { get; init; } = 0.08;

    /// <summary>Digits behind the decimal point.</summary>
    public int Decimals { get; init; } = 2;

    public double Least { get; init; }

    public double Most { get; init; } = double.MaxValue;

    /// <summary>Whether the device also sends the value converted to reference oxygen (折算).</summary>
    public bool IsConverted { get; init; }

    /// <summary>Whether interval data carry the total (Cou): a flow.</summary>
    public bool IsFlow { get; init; }

    /// <summary>Whether the noise is that of the city's air, the same for all stations.</summary>
    public bool IsRegional { get; init; }
}
