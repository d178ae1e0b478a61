using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Benchmarks.Folds;

/// <summary>
/// A point's fold as its grain drives it, without grain and journal. With every checkpoint the pages that may leave do
/// so, and come back when an entry names them.
/// </summary>
/// <param name="writesBytes">Checkpoints write state and pages as bytes, and pages are read back from them.</param>
sealed class FoldedPoint(bool writesBytes)
{
    /// <summary>As a silo does by default.</summary>
    const int CheckpointEvery = 64;

    readonly PointFold _fold = new();
    readonly Policy _policy = PolicyFile.National;
    readonly PointState _state = new(PointDays.Name);
    readonly EffectList _effects = new();
    readonly List<PageId> _named = [];
    readonly Dictionary<PageId, IPage> _aside = [];
    readonly Dictionary<PageId, byte[]> _stored = [];
    readonly EntryWriter _writer = new(4096);
    long _sequence;

    public long Observations => _state.Observations;

    public long Findings { get; private set; }

    public void Take(EntryBody body, long arrivedAtUnixMs)
    {
        _named.Clear();
        _fold.PagesFor(_state, body, _named);
        foreach (PageId id in _named)
            Load(id);
        if (_fold.IsRepeated(_state, body, _policy))
            return;
        _effects.Clear();
        _fold.Apply(_state, new TwinEntry(++_sequence, arrivedAtUnixMs, body), _policy, _effects);
        Findings += _effects.Findings.Count;
        if (_sequence % CheckpointEvery == 0)
            Checkpoint();
        LetCleanPagesLeave();
    }

    void Load(PageId id)
    {
        if (_state.Pages.Contains(id))
            return;
        if (_aside.Remove(id, out IPage? page))
        {
            _state.Pages.Add(page);
        }
        else if (_stored.TryGetValue(id, out byte[]? bytes))
        {
            var reader = new EntryReader(bytes);
            _state.Pages.Add(_fold.ReadPage(id, ref reader));
        }
    }

    void Checkpoint()
    {
        if (writesBytes)
        {
            _writer.Clear();
            _fold.WriteState(_state, _writer);
        }

        foreach (IPage page in _state.Pages.All)
        {
            if (page.IsDirty && writesBytes)
            {
                _writer.Clear();
                page.Write(_writer);
                _stored[page.Id] = _writer.ToArray();
            }

            page.IsDirty = false;
        }
    }

    void LetCleanPagesLeave()
    {
        for (int i = _state.Pages.All.Count - 1; i >= 0; i--)
        {
            IPage page = _state.Pages.All[i];
            if (page.IsDirty || !_fold.MayLeave(_state, page.Id))
                continue;
            if (!writesBytes)
                _aside[page.Id] = page;
            _state.Pages.Remove(page.Id);
        }
    }
}
