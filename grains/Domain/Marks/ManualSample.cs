using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Marks;

/// <summary>
/// What manual monitoring (手工监测) measured of the pollutant of a mark, from the start of the mark to its end.
/// </summary>
/// <param name="Value">As measured, in the unit of the point.</param>
/// <param name="Converted">At the reference oxygen of the point (折算); none where nothing is converted.</param>
/// <param name="Method">The standard of the method, such as <c>HJ 57-2017</c>, or the number of the report.</param>
[GenerateSerializer, Immutable, Alias("qly.ManualSample")]
public sealed record ManualSample(
    [property: Id(0)] SamplePurpose Purpose,
    [property: Id(1)] Exact Value,
    [property: Id(2)] Exact Converted,
    [property: Id(3)] string Method);
