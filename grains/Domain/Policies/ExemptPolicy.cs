using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>What marked hours do to the daily mean (豁免).</summary>
public sealed record ExemptPolicy
{
    public required ExemptMode Mode { get; init; }

    /// <summary>Hours that must remain after exemption for a day to be judged.</summary>
    public required int MinHoursAfter { get; init; }

    /// <summary>When a partly marked hour, or slot, counts as marked.</summary>
    public required Coverage HourOverlap { get; init; }

    /// <summary>Conditions that exempt without a budget.</summary>
    public required ValueList<MarkCode> FreeCodes { get; init; }

    /// <summary>Monitoring marks under which an hour is void.</summary>
    public required ValueList<MarkCode> VoidCodes { get; init; }

    public required FactorCode PmFactor { get; init; }

    /// <summary>An hourly mean of particulates over this costs the exemption, mg/m3.</summary>
    public required decimal PmLimit { get; init; }

    /// <summary>The conditions that are exempt only while particulates stay within it.</summary>
    public required ValueList<MarkCode> PmCodes { get; init; }

    public required PmScope PmScope { get; init; }

    public required PmMissing PmMissing { get; init; }

    public required string Clause { get; init; }
}

public enum ExemptMode : byte
{
    /// <summary>Exempt hours leave the mean.</summary>
    Hours,

    /// <summary>The whole day is free while the budget lasts to its end.</summary>
    Day,
}

public enum Coverage : byte
{
    /// <summary>Any touch.</summary>
    Any,

    /// <summary>Covered from start to end.</summary>
    Full,
}

/// <summary>What loses the exemption when particulates are over.</summary>
public enum PmScope : byte
{
    /// <summary>That hour.</summary>
    Hour,

    /// <summary>Every hour of the natural day that the mark covers.</summary>
    Event,
}

/// <summary>An hour without a valid mean of particulates.</summary>
public enum PmMissing : byte
{
    Keeps,
    Loses,
}
