namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// What is found on a treatment device on a natural day, in force: such a day does not teach what is usual.
/// </summary>
[Flags]
public enum TreatmentFaults
{
    None = 0,

    /// <summary>It idles beside production (空转).</summary>
    Idles = 1,

    /// <summary>It is off beside production for longer than is allowed.</summary>
    Off = 2,
}
