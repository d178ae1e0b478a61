using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Observations;

/// <summary>
/// One factor's share of an upload, in the unit configured for the point (HJ 212-2017 table B.2 by default).
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.Reading")]
public readonly record struct Reading
{
    /// <summary>In the codes of 2017 by the national tables, or as sent where those do not know it.</summary>
    [Id(0)]
    public FactorCode Factor { get; init; }

    /// <summary><c>-Rtd</c>, or <c>-Avg</c> of an interval.</summary>
    [Id(1)]
    public Exact Value { get; init; }

    /// <summary><c>-ZsRtd</c> or <c>-ZsAvg</c>: converted to reference oxygen by the device (折算).</summary>
    [Id(2)]
    public Exact Converted { get; init; }

    [Id(3)]
    public Exact Minimum { get; init; }

    [Id(4)]
    public Exact Maximum { get; init; }

    /// <summary><c>-Cou</c>: total of the interval.</summary>
    [Id(5)]
    public Exact Total { get; init; }

    [Id(6)]
    public DataFlag Flag { get; init; }

    /// <summary>A value that is a word: the letter code of a production condition (ST 45).</summary>
    [Id(7)]
    public FactorCode Word { get; init; }

    /// <summary>
    /// The code that the device wrote, such as <c>011</c> of HJ/T 212-2005; empty where it is <see cref="Factor"/>.
    /// </summary>
    [Id(8)]
    public FactorCode SentAs { get; init; }
}
