using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>A condition word (工况) and the time it held, as reported.</summary>
/// <param name="Since">The first report of the word after another one.</param>
/// <param name="Through">The last report of it before another one.</param>
[GenerateSerializer, Immutable, Alias("qly.ConditionRun")]
public readonly record struct ConditionRun(
    [property: Id(0)] FactorCode Factor,
    [property: Id(1)] FactorCode Word,
    [property: Id(2)] BeijingTime Since,
    [property: Id(3)] BeijingTime Through);
