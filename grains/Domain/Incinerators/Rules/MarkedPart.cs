using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>What marks cover of the hours of a day that leave its mean.</summary>
/// <param name="Seconds">Under marks that exempt or make void.</param>
/// <param name="Maximum">The largest plausible value of the pollutant, mg/m3; none where the policy has none.</param>
public readonly record struct MarkedPart(long Seconds, Exact Maximum);
