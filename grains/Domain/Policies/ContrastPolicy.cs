using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>When a station of the grid is "clearly higher than its neighbours" (明显高于周边).</summary>
public sealed record ContrastPolicy
{
    public required IReadOnlyList<ContrastFactor> Factors { get; init; }

    /// <summary>How many of the nearest stations the own hour mean is held against.</summary>
    public required int Nearest { get; init; }

    /// <summary>The own hour mean, as a multiple of the mean of the nearest, that raises the alarm.</summary>
    public required decimal Ratio { get; init; }

    /// <summary>Whether the alarm needs more than <see cref="Ratio"/> or just as much.</summary>
    public required ContrastBoundary Boundary { get; init; }

    public required MissingNeighbour MissingNeighbour { get; init; }

    /// <summary>With <see cref="MissingNeighbour.Fewer"/>: how many of the nearest must have a value.</summary>
    public required int FewestNearest { get; init; }

    /// <summary>A station farther away, in metres, is no neighbour.</summary>
    public required decimal ReachMetres { get; init; }

    /// <summary>Share of the stations heard on a day that must have told an hour before it is judged.</summary>
    public required decimal Quorum { get; init; }

    public required RobustContrast Robust { get; init; }

    public required ContrastWind Wind { get; init; }

    /// <summary>An episode goes on while the own hour mean is above this multiple of the mean of the nearest.</summary>
    public required decimal EndRatio { get; init; }

    /// <summary>Consecutive hours not above <see cref="EndRatio"/>, or without a value, that end an episode.</summary>
    public required int EndHours { get; init; }

    /// <summary>High hours of a station in a natural month that lead to a finding on the month.</summary>
    public required int MonthHours { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }
}

/// <summary>A factor that is compared with its neighbours.</summary>
public sealed record ContrastFactor
{
    public required FactorCode Factor { get; init; }

    /// <summary>Below this hour mean nothing is "clearly higher", whatever the neighbours show.</summary>
    public required decimal Floor { get; init; }
}

/// <summary>
/// The second test: the own value's distance from the median of all neighbours, in robust standard deviations.
/// </summary>
public sealed record RobustContrast
{
    /// <summary>Neighbours with a value that the median needs.</summary>
    public required int Stations { get; init; }

    /// <summary>What happens with fewer of them.</summary>
    public required TooFewNeighbours TooFew { get; init; }

    /// <summary>The alarm needs a distance of more than this many spreads.</summary>
    public required decimal Score { get; init; }

    /// <summary>Spread for each unit of the median absolute deviation (MAD).</summary>
    public required decimal MadScale { get; init; }

    /// <summary>The spread is at least this share of the median, so that equal neighbours do not divide by zero.</summary>
    public required decimal LeastSpreadShare { get; init; }
}

/// <summary>Whether wind decides if a contrast counts: a plume under calm air has its source near.</summary>
public sealed record ContrastWind
{
    public required WindCondition Condition { get; init; }

    /// <summary>The factor that carries the wind speed, m/s.</summary>
    public required FactorCode Factor { get; init; }

    /// <summary>Calm is below this speed, m/s.</summary>
    public required decimal CalmBelow { get; init; }

    /// <summary>With <see cref="WindCondition.Calm"/>: whether an hour whose wind nobody reports counts as calm.</summary>
    public required bool UnknownIsCalm { get; init; }
}

public enum ContrastBoundary
{
    /// <summary>Strictly more than the ratio.</summary>
    Over = 1,

    /// <summary>The ratio itself suffices.</summary>
    Reached = 2,
}

/// <summary>What stands in for one of the nearest stations that has no valid hour mean.</summary>
public enum MissingNeighbour
{
    /// <summary>The next nearest that has one.</summary>
    Next = 1,

    /// <summary>Nothing: the mean is of those that have one.</summary>
    Fewer = 2,

    /// <summary>Nothing: the hour is not judged.</summary>
    NoVerdict = 3,
}

public enum TooFewNeighbours
{
    /// <summary>The hour is not judged.</summary>
    NoVerdict = 1,

    /// <summary>The ratio to the nearest decides alone.</summary>
    RatioAlone = 2,
}

public enum WindCondition
{
    /// <summary>Any wind.</summary>
    Any = 1,

    /// <summary>Calm hours only.</summary>
    Calm = 2,
}
