namespace Qianliyan.Domain.Signals;

/// <summary>
/// How many twins of a kind stand at which level and link state. Immutable; indexed by the enums' numbers.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.RosterCounts")]
public sealed record RosterCounts
{
    [Id(0)]
    public required KindCounts[] Kinds { get; init; }
}
