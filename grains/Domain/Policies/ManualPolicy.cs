using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>What values of manual monitoring (手工监测) do to the hours that they were sampled in.</summary>
public sealed record ManualPolicy
{
    /// <summary>Samples that count instead of an automatic mean that is valid.</summary>
    public required ValueList<SamplePurpose> Prevails { get; init; }

    /// <summary>Samples that count where no automatic mean does.</summary>
    public required ValueList<SamplePurpose> StandsIn { get; init; }

    /// <summary>A sample that was taken over more hours stands in for none.</summary>
    public required int StandInHours { get; init; }

    /// <summary>A sample that was taken over more hours is none: it counts for nothing.</summary>
    public required int LongestHours { get; init; }

    /// <summary>Which hours a sample is of: those it touches, or those it covers.</summary>
    public required Coverage HourOverlap { get; init; }

    public required SampleDays OverMidnight { get; init; }

    public required SampleLimits Limits { get; init; }

    /// <summary>Of an hour over its limit by a sample that prevails.</summary>
    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }
}

/// <summary>
/// Which natural days a sample that was taken over midnight is a test of. Its hours are those that it is of, either way.
/// </summary>
public enum SampleDays
{
    /// <summary>Of the first, so that one sample is never two days.</summary>
    First,

    /// <summary>Of each that has an hour of it.</summary>
    Each,
}

/// <summary>Which limit a sample is held against.</summary>
public enum SampleLimits
{
    /// <summary>The hourly one; where there is none, the sample is not judged by itself.</summary>
    Hour,

    /// <summary>The hourly one, or the daily one where there is none.</summary>
    HourElseDay,
}
