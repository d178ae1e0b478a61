using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Findings;

/// <summary>That somebody has taken note (已确认) of a level or of a finding.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Level">The level that was taken note of; a higher one is news again. Normal for a finding.</param>
/// <param name="Finding">The id of the finding; empty for the level of the twin.</param>
[GenerateSerializer, Immutable, Alias("qly.Acknowledgement")]
public sealed record Acknowledgement(
    [property: Id(0)] string By,
    [property: Id(1)] BeijingTime At,
    [property: Id(2)] EscalationLevel Level,
    [property: Id(3)] string Finding);
