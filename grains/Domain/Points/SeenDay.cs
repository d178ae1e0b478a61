using Qianliyan.Domain.Findings;

namespace Qianliyan.Domain.Points;

/// <summary>A natural day that the detectors have seen.</summary>
/// <param name="Number">Day number.</param>
/// <param name="Factors">The detectors at its start, as bytes.</param>
/// <param name="Standing">Leads that stood at its start.</param>
/// <param name="Told">Leads that began or were over on it, in order.</param>
public sealed record SeenDay(int Number, byte[] Factors, Finding[] Standing, List<Finding> Told)
{
    /// <summary>No detector knew anything at its start.</summary>
    public bool IsFirst => Factors is [0];
}
