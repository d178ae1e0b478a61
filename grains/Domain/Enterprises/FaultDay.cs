using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Enterprises;

/// <summary>A natural day on which something is found on a treatment device.</summary>
/// <param name="Baseline">What the device was used to draw before it; none where nothing said it.</param>
public readonly record struct FaultDay(TreatmentFaults Found, Exact Baseline);
