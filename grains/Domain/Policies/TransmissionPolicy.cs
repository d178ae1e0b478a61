using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>Transmission and validity rate of a source's point (传输率, 有效率), counted as minutes of the day.</summary>
public sealed record TransmissionPolicy
{
    /// <summary>A value is on time (即时) when it arrives within these minutes after the end of its hour.</summary>
    public required int OnTimeMinutes { get; init; }

    public required CountUnit GasUnit { get; init; }

    public required CountUnit WaterUnit { get; init; }

    /// <summary>Minutes of a day that the factors below may miss, for the automatic check with a standard.</summary>
    public required int ToleratedMinutes { get; init; }

    public required IReadOnlyList<FactorCode> ToleratedFactors { get; init; }

    /// <summary>A rate below this share is a finding.</summary>
    public required decimal Minimum { get; init; }

    public required TransmissionRateKind Rate { get; init; }

    public required TransmissionVersion Version { get; init; }

    /// <summary>Days after its last arrival for which a point that sends nothing is still found out each day.</summary>
    public required int AbsentDays { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }
}

/// <summary>What is counted of a point.</summary>
public enum CountUnit
{
    /// <summary>Minute records; an hour without any counts whole by its mean.</summary>
    Minutes,

    /// <summary>Hourly means, each for 60 minutes.</summary>
    Hours,
}

public enum TransmissionRateKind
{
    /// <summary>有效传输率: transmission rate times validity rate.</summary>
    Effective,

    /// <summary>传输率 alone.</summary>
    Plain,
}

public enum TransmissionVersion
{
    /// <summary>补全: with what came later.</summary>
    Completed,

    /// <summary>即时: only what came on time.</summary>
    OnTime,
}
