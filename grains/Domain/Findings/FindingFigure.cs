using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Findings;

/// <summary>A number that a finding rests on.</summary>
/// <param name="Name">What it is, such as <c>hours exempt</c> or <c>means.dayHours</c> for a policy parameter.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">Empty for a count.</param>
[GenerateSerializer, Immutable, Alias("qly.FindingFigure")]
public sealed record FindingFigure(
    [property: Id(0)] string Name, [property: Id(1)] Exact Value, [property: Id(2)] string Unit = "");
