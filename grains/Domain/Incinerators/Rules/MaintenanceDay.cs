using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>Seconds of CEMS maintenance on a natural day.</summary>
/// <param name="Day">Start of the day.</param>
/// <param name="Seconds">Over 0.</param>
[GenerateSerializer, Immutable, Alias("qly.MaintenanceDay")]
public readonly record struct MaintenanceDay([property: Id(0)] BeijingTime Day, [property: Id(1)] long Seconds);
