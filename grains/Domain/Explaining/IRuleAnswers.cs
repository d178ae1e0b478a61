using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining;

/// <summary>
/// Says what the rules of one family made of a window, found or not, from the state and by the functions that judge it.
/// </summary>
public interface IRuleAnswers<in TState>
    where TState : class, ITwinState
{
    /// <summary>The rules it answers for, as findings name them.</summary>
    IReadOnlyList<string> Rules { get; }

    /// <summary>
    /// Names the pages that an answer is read from, but for those that never leave memory: the window was judged last
    /// when an entry touched one of them.
    /// </summary>
    void PagesFor(TState state, RuleQuestion question, List<PageId> pages);

    /// <summary>
    /// Takes note of what the state has forgotten by the time it is asked. Called behind every entry that touches one of
    /// those pages.
    /// </summary>
    /// <param name="state">With those pages, as far as the twin has them.</param>
    /// <param name="found">What the entry led to.</param>
    /// <param name="question">What will be asked.</param>
    /// <param name="policy">That the entry was applied under.</param>
    void Follow(TState state, IReadOnlyList<Finding> found, RuleQuestion question, Policy policy)
    {
    }

    /// <param name="state">With those pages, as far as the twin has them.</param>
    /// <param name="question">About one of <see cref="Rules"/>, or all.</param>
    /// <param name="policy">That the window was judged under.</param>
    IEnumerable<RuleAnswer> Answer(TState state, RuleQuestion question, Policy policy);
}
