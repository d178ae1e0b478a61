using Qianliyan.Benchmarks.Reports;

namespace Qianliyan.Benchmarks;

/// <summary>What a benchmark is given.</summary>
/// <param name="Report">Where it says what it measured.</param>
/// <param name="Duration">How long a row is measured.</param>
/// <param name="IsQuick">A smoke check: fewer points, short windows; the limits are printed but mean little.</param>
sealed record Bench(Report Report, TimeSpan Duration, bool IsQuick)
{
    /// <summary>The points of the nation.</summary>
    public const int NationalPoints = 60_000;

    static readonly TimeSpan QuickWindow = TimeSpan.FromSeconds(5);

    /// <summary>Points whose history the dry run tries a policy on.</summary>
    public int TrialPoints { get; init; }

    /// <summary>Before the first row of a server: until its code is compiled at the highest tier.</summary>
    public TimeSpan WarmUp => IsQuick ? QuickWindow : TimeSpan.FromSeconds(20);

    /// <summary>One turn of a comparison that takes turns.</summary>
    public TimeSpan Turn => IsQuick ? QuickWindow : TimeSpan.FromSeconds(Math.Clamp(Duration.TotalSeconds / 2, 10, 30));

    /// <summary>Fewer for a smoke check.</summary>
    public int Scaled(int points) => IsQuick ? points / 10 : points;
}
