namespace Qianliyan.Domain.Points;

/// <summary>Why a value or a mean does not count (无效原因). The numbers are stored.</summary>
public enum VoidCause : byte
{
    /// <summary>It counts.</summary>
    None = 0,

    /// <summary>Fewer valid minutes than an hour needs (HJ 212-2017 annex D).</summary>
    TooFewMinutes = 1,

    /// <summary>Fewer valid hours than a day needs (HJ 212-2017 annex D).</summary>
    TooFewHours = 2,

    /// <summary>Too small a share of normal values below it (HJ 212-2017, notes to C.16 to C.18).</summary>
    FlagShare = 3,

    /// <summary>Its own flag says so: maintenance, fault, calibration, off.</summary>
    Flagged = 4,

    /// <summary>The measured oxygen is so near that of air that nothing can be converted.</summary>
    OxygenGuard = 5,

    /// <summary>Above the largest plausible value.</summary>
    Implausible = 6,

    /// <summary>A concentration below zero.</summary>
    Negative = 7,

    /// <summary>There is no number.</summary>
    NoValue = 8,

    /// <summary>Marked: maintenance, an interrupted link, reasons that are not the plant's (标记无效).</summary>
    Marked = 9,

    /// <summary>A sample taken by hand without its value at the reference oxygen that the limit holds at.</summary>
    NotConverted = 10,
}
