namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>The violations of a furnace in days of one natural month.</summary>
/// <param name="EmissionDays">Days with a daily mean over its limit.</param>
/// <param name="MeansOver">Daily means over their limits: of each such day as many as pollutants.</param>
/// <param name="TemperatureDays">Days with more low temperatures than are tolerated.</param>
/// <param name="EitherDays">Days with a violation of either kind.</param>
public readonly record struct ViolationCounts(int EmissionDays, int MeansOver, int TemperatureDays, int EitherDays);
