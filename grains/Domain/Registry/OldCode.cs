using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// What an HJ/T 212-2005 code means at one point, against the national tables. Kept per point because the same old code
/// stands for another pollutant elsewhere. Holds for what arrives after it was registered.
/// </summary>
/// <param name="Old">As sent, such as <c>011</c>.</param>
/// <param name="Factor">The code of 2017, such as <c>w01018</c>.</param>
[GenerateSerializer, Immutable, Alias("qly.OldCode")]
public sealed record OldCode([property: Id(0)] FactorCode Old, [property: Id(1)] FactorCode Factor);
