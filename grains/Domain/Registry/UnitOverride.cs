using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// The unit in which a point sends a factor, where it is not the one of HJ 212-2017 table B.2: the table says ng/m3 for
/// PM2.5, stations send ug/m3.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.UnitOverride")]
public sealed record UnitOverride([property: Id(0)] FactorCode Factor, [property: Id(1)] string Unit);
