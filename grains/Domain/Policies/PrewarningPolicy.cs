namespace Qianliyan.Domain.Policies;

/// <summary>When a plant is told before anything is violated (事前预警).</summary>
public sealed record PrewarningPolicy
{
    /// <summary>Share of a budget used that leads to a first notice.</summary>
    public required decimal BudgetNotice { get; init; }

    /// <summary>Share of a budget used that leads to a second one.</summary>
    public required decimal BudgetWarning { get; init; }

    /// <summary>
    /// The day hardly stays below its limit when the hours that are left would have to be below this share of the mean
    /// so far.
    /// </summary>
    public required decimal PaceShare { get; init; }

    /// <summary>Hours of the day that must have come before its pace is looked at.</summary>
    public required int PaceHours { get; init; }
}
