using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>One month of one real series with the days before it, from which a detector learns.</summary>
sealed record RealMonth
{
    /// <summary>Such as <c>turbine NOX 17</c> or <c>1001A pm25 2019-12</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Such as <c>NOX</c> or <c>pm25</c>.</summary>
    public required string Factor { get; init; }

    /// <summary>Digits behind the point that the instrument gives.</summary>
    public required int Digits { get; init; }

    /// <summary>Thresholds are never tuned on it.</summary>
    public required bool IsHeldOut { get; init; }

    public required BeijingTime Start { get; init; }

    /// <summary>Hours that are learnt from only.</summary>
    public required int WarmUp { get; init; }

    public required Exact[] Values { get; init; }

    /// <summary>Load of the turbine; at a station the median of the city's others, as of a second instrument.</summary>
    public required Exact[] Companion { get; init; }

    /// <summary>Median of the city's other stations; empty where there is none.</summary>
    public required Exact[] Peers { get; init; }

    /// <summary>The value that 93 % of the tuning months' hours of this factor do not exceed.</summary>
    public required decimal Limit { get; init; }

    public required decimal RangeTop { get; init; }

    public bool IsStack => Peers.Length == 0;
}
