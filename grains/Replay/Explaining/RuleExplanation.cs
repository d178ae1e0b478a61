using Qianliyan.Domain.Measurements;

namespace Qianliyan.Replay.Explaining;

/// <summary>What the rules of a twin made of a window.</summary>
/// <param name="Answers">One for each rule, factor and window; none where no rule judges it.</param>
/// <param name="Factors">The factors and devices that the twin's entries speak of, in order of their codes.</param>
public sealed record RuleExplanation(IReadOnlyList<ExplainedAnswer> Answers, IReadOnlyList<FactorCode> Factors);
