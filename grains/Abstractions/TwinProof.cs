namespace Qianliyan.Abstractions;

/// <summary>
/// The outcome of a replay: equal hashes prove that the live state follows from the journal and nothing else.
/// </summary>
/// <param name="Sequence">The last entry in both.</param>
/// <param name="LiveHash">SHA-256, in hexadecimal, of the live state with all its pages.</param>
/// <param name="ReplayedHash">The same of the state that replaying the journal from its first entry gives.</param>
[GenerateSerializer, Immutable, Alias("qly.TwinProof")]
public sealed record TwinProof(
    [property: Id(0)] long Sequence, [property: Id(1)] string LiveHash, [property: Id(2)] string ReplayedHash)
{
    public bool Holds => LiveHash == ReplayedHash;
}
