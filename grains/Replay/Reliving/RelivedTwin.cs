using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Reliving;

/// <summary>
/// A twin that lives through its journal once more, for what it finds. Its pages stay in memory, beside the state when
/// nothing touches them.
/// </summary>
sealed class RelivedTwin<TState>(ITwinFold<TState> fold, TwinName name) : IRelivedTwin
    where TState : class, ITwinState
{
    readonly TState _state = fold.Create(name);
    readonly Dictionary<PageId, IPage> _shelf = [];
    readonly List<PageId> _named = [];
    readonly EffectList _effects = new();
    readonly Dictionary<string, Finding> _inForce = new(StringComparer.Ordinal);

    public RegistryRecord? Registration => _state.Registration;

    public EscalationLevel Level => _state.Level;

    public IReadOnlyDictionary<string, Finding> InForce => _inForce;

    public IReadOnlyList<Finding> Latest => _effects.Findings;

    /// <summary>The pages that the last entry touched; valid until the next one.</summary>
    public IReadOnlyList<PageId> Touched => _named;

    /// <summary>The state with some pages in it.</summary>
    public TState With(IReadOnlyList<PageId> pages)
    {
        foreach (PageId id in pages)
            Unshelve(id);
        return _state;
    }

    public IReadOnlyList<Effect> Take(in TwinEntry entry, Policy policy)
    {
        Fetch(entry.Body);
        _effects.Clear();
        fold.Apply(_state, in entry, policy, _effects);
        foreach (Finding finding in _effects.Findings)
        {
            if (finding.State == FindingState.Withdrawn)
                _inForce.Remove(finding.Id);
            else
                _inForce[finding.Id] = finding;
        }

        Shelve();
        return _effects.Told;
    }

    void Fetch(EntryBody body)
    {
        _named.Clear();
        fold.PagesFor(_state, body, _named);
        foreach (PageId id in _named)
            Unshelve(id);
    }

    void Unshelve(PageId id)
    {
        if (_shelf.Remove(id, out IPage? page))
            _state.Pages.Add(page);
    }

    /// <summary>Puts the pages beside the state again that an entry need not find in it.</summary>
    public void Shelve()
    {
        for (int i = _state.Pages.All.Count - 1; i >= 0; i--)
        {
            IPage page = _state.Pages.All[i];
            if (!fold.MayLeave(_state, page.Id))
                continue;
            _shelf[page.Id] = page;
            _state.Pages.Remove(page.Id);
        }
    }
}
