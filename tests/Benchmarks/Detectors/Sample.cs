using Qianliyan.Domain.Detectors;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>A month as a detector sees it, with the fault that was put into it, if any.</summary>
/// <param name="Fault">The hours with the fault; null for a clean month.</param>
sealed record Sample(RealMonth Month, HourSight[] Hours, Range? Fault);
