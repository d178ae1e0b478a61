using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Cells;

/// <summary>One hour of a station beside its neighbours, with the numbers of the comparison.</summary>
public readonly record struct Contrast
{
    public required ContrastState State { get; init; }

    public Exact Own { get; init; }

    /// <summary>Mean of the nearest; 0 where there is no verdict.</summary>
    public decimal NearestMean { get; init; }

    /// <summary>How many the mean of the nearest is of.</summary>
    public int Nearest { get; init; }

    /// <summary>Neighbours with a value.</summary>
    public int Neighbours { get; init; }

    public decimal Median { get; init; }

    /// <summary>Median absolute deviation of the neighbours from their median.</summary>
    public decimal Mad { get; init; }

    /// <summary>The unit of the score: the scaled MAD, or its least value.</summary>
    public decimal Spread { get; init; }

    /// <summary>None of neighbours that are all zero.</summary>
    public decimal? Ratio => NearestMean > 0 ? Own.Value / NearestMean : null;

    public decimal? Score => Spread > 0 ? (Own.Value - Median) / Spread : null;
}
