using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>What the use of electricity says of production and treatment devices (用电监控).</summary>
public sealed record ElectricityPolicy
{
    /// <summary>
    /// The first four characters of the codes that carry the current or power of one device; the rest of a code is the
    /// device's number.
    /// </summary>
    public required IReadOnlyList<FactorCode> Currents { get; init; }

    /// <summary>A device is on above this current or power, in the unit it reports.</summary>
    public required decimal OnAbove { get; init; }

    /// <summary>Minutes for which a reading stands where none follows.</summary>
    public required int HoldMinutes { get; init; }

    /// <summary>Minutes of an hour for which a reading must stand, so that its mean counts; no share of normal values is asked.</summary>
    public required int CoveredMinutes { get; init; }

    public required TreatmentLag Lag { get; init; }

    public required LearnedBaseline Baseline { get; init; }

    public required TreatmentIdling Idling { get; init; }

    public required NightUse Night { get; init; }

    public required EmergencyCut Order { get; init; }

    /// <summary>Above it an hour mean of a code counts for a baseline: a device is on, an outlet lets something out.</summary>
    public decimal OnAboveOf(FactorCode code) => Measures(code) ? OnAbove : Order.Emission.OnAbove;

    /// <summary>Whether a code carries the current or power of one device.</summary>
    public bool Measures(FactorCode code)
    {
        for (int i = 0; i < Currents.Count; i++)
        {
            if (code.Packed >> 32 == Currents[i].Packed >> 32)
                return true;
        }

        return false;
    }
}

/// <summary>Production on while its treatment is off (治污设施未同步开启).</summary>
public sealed record TreatmentLag
{
    /// <summary>Minutes that are allowed where the relation names none; one more is too long.</summary>
    public required int AllowedMinutes { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }
}

/// <summary>
/// What a device is used to draw: the median of the days before, each the median of its hours on. Days under an emergency
/// order do not teach, nor those on which a treatment device was found idling or off beside production.
/// </summary>
public sealed record LearnedBaseline
{
    /// <summary>Natural days before the one that is judged, past those that must not teach.</summary>
    public required int Days { get; init; }

    /// <summary>
    /// Natural days before the one that is judged beyond which no day teaches, however many between are skipped; at most
    /// the days whose pages an enterprise looks into, 61.
    /// </summary>
    public required int ReachDays { get; init; }

    /// <summary>Days among them that must have enough hours.</summary>
    public required int FewestDays { get; init; }

    /// <summary>Hours with a mean that makes the device count as on, which a day needs.</summary>
    public required int FewestHours { get; init; }
}

/// <summary>A treatment device that is on and draws far less than it used to (空转).</summary>
public sealed record TreatmentIdling
{
    /// <summary>Share of the baseline, where the relation names none; below it is idling.</summary>
    public required decimal Share { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }
}

/// <summary>Night against day of a production device (夜间用电).</summary>
public sealed record NightUse
{
    /// <summary>The night of a natural day: its hours from this one on, and those before the end.</summary>
    public required int FromHour { get; init; }

    /// <summary>First hour of the day that is not night any more.</summary>
    public required int ToHour { get; init; }

    /// <summary>More than this multiple of the day's use is a lead.</summary>
    public required decimal Ratio { get; init; }

    public required NightBasis Basis { get; init; }

    /// <summary>Share of the hours of night and of day that must have a mean.</summary>
    public required decimal Coverage { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }
}

/// <summary>Cuts that are ordered for a heavy-pollution emergency (应急减排).</summary>
public sealed record EmergencyCut
{
    /// <summary>Share of the baseline by which the use may stay above what the order leaves.</summary>
    public required decimal Tolerance { get; init; }

    /// <summary>Hours of the order in a natural day that must have a mean.</summary>
    public required int FewestHours { get; init; }

    public required StoppedHours Stopped { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }

    public required EmissionCut Emission { get; init; }
}

/// <summary>The same cuts held against what outlets let out, by the tolerance and the hours of the order.</summary>
public sealed record EmissionCut
{
    /// <summary>
    /// What outlets tell, each judged by itself in the unit it is reported in; empty where orders are held against power
    /// alone.
    /// </summary>
    public required IReadOnlyList<FactorCode> Factors { get; init; }

    /// <summary>An hour counts for the baseline above this hour mean, in the unit of the factor.</summary>
    public required decimal OnAbove { get; init; }

    public required string Clause { get; init; }

    /// <summary>Whether outlets tell their enterprise the hour means of a factor.</summary>
    public bool Tells(FactorCode code)
    {
        for (int i = 0; i < Factors.Count; i++)
        {
            if (Factors[i] == code)
                return true;
        }

        return false;
    }
}

/// <summary>What an hour says of a cut whose mean is flagged F (停运), in an order and on the days before it.</summary>
public enum StoppedHours
{
    /// <summary>The device or outlet stood still: it drew or let out nothing.</summary>
    Zero = 1,

    /// <summary>Nothing, as of any other flag that voids.</summary>
    Void = 2,
}

public enum NightBasis
{
    /// <summary>The use of all hours of the night against that of all hours of the day.</summary>
    Total = 1,

    /// <summary>The use of an hour of the night against that of an hour of the day.</summary>
    Hourly = 2,
}
