using System.Security.Cryptography;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests;

/// <summary>
/// Runs a fold as a silo does: every entry goes through its bytes, pages come from a store and may leave memory at any
/// time, the state may be read back from a snapshot. A page that Apply makes although the store holds it is a lost
/// page: the fold has not named it.
/// </summary>
public sealed class FoldHost<TState>(ITwinFold<TState> fold, TwinName name, Policy policy)
    where TState : class, ITwinState
{
    readonly SortedDictionary<string, byte[]> _store = new(StringComparer.Ordinal);
    readonly List<PageId> _named = [];
    readonly EffectList _effects = new();
    readonly Dictionary<string, Policy> _policies = new(StringComparer.Ordinal) { [policy.Version] = policy };
    Policy _policy = policy;
    Policy? _applied;
    long _sequence;

    public TState State { get; private set; } = fold.Create(name);

    /// <summary>In force for the entries from now on.</summary>
    public Policy Policy
    {
        get => _policy;
        set => _policy = _policies[value.Version] = value;
    }

    /// <summary>Everything told so far.</summary>
    public List<Effect> Told { get; } = [];

    /// <summary>Every finding so far.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Journal entries so far.</summary>
    public long Entries => _sequence;

    /// <returns>False when the entry repeats what the twin holds and is not journaled.</returns>
    public bool Feed(EntryBody body, BeijingTime arrivedAt)
    {
        EntryBody entry = ThroughBytes(body);
        _named.Clear();
        fold.PagesFor(State, entry, _named);
        foreach (PageId id in _named)
            Load(id);
        if (fold.IsRepeated(State, entry, Policy))
            return false;
        _effects.Clear();
        _applied = Policy;
        var before = State.Pages.All.Select(page => page.Id).ToHashSet();
        fold.Apply(State, new TwinEntry(++_sequence, arrivedAt.UnixSeconds * 1000, entry), Policy, _effects);
        foreach (IPage page in State.Pages.All)
        {
            if (!before.Contains(page.Id) && _store.ContainsKey(page.Id.ToString()))
                throw new InvalidOperationException($"{entry} made page {page.Id} anew: it was stored and not named.");
        }

        Told.AddRange(_effects.Told);
        Findings.AddRange(_effects.Findings);
        return true;
    }

    /// <summary>Writes what is dirty and takes out every page that may leave.</summary>
    public void EvictAll()
    {
        Save();
        foreach (PageId id in State.Pages.All.Select(page => page.Id).ToArray())
        {
            if (fold.MayLeave(State, id))
                State.Pages.Remove(id);
        }
    }

    /// <summary>Writes everything and reads the state back; pages that may not leave come back with it.</summary>
    public void RestoreFromSnapshot()
    {
        Save();
        PageId[] kept = [.. State.Pages.All.Select(page => page.Id).Where(id => !fold.MayLeave(State, id))];
        byte[] snapshot = Snapshot();
        var reader = new EntryReader(snapshot);
        State = fold.ReadState(name, ref reader);
        if (!reader.AtEnd)
            throw new InvalidOperationException($"The snapshot of {name} has bytes that are not read.");
        if (_applied is not null)
            State.Policies?.Resume(_applied, version => _policies[version]);
        _named.Clear();
        fold.ResidentPages(State, _named);
        foreach (PageId id in kept.Concat(_named))
            Load(id);
    }

    /// <summary>The bytes of the state.</summary>
    public byte[] Snapshot()
    {
        var writer = new EntryWriter();
        fold.WriteState(State, writer);
        return writer.ToArray();
    }

    /// <summary>Every page, stored or in memory, as its bytes.</summary>
    public IReadOnlyDictionary<string, byte[]> Pages()
    {
        Save();
        return _store;
    }

    /// <summary>Brings a page into memory where the store has it.</summary>
    public void Load(PageId id)
    {
        if (State.Pages.Contains(id) || !_store.TryGetValue(id.ToString(), out byte[]? bytes))
            return;
        var reader = new EntryReader(bytes);
        State.Pages.Add(fold.ReadPage(id, ref reader));
        if (!reader.AtEnd)
            throw new InvalidOperationException($"Page {id} has bytes that are not read.");
    }

    /// <summary>Over the state and all its pages, in memory or not.</summary>
    public string StateHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Snapshot());
        foreach ((string id, byte[] bytes) in Pages())
        {
            hash.AppendData(System.Text.Encoding.ASCII.GetBytes(id));
            hash.AppendData(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    void Save()
    {
        var writer = new EntryWriter();
        foreach (IPage page in State.Pages.All)
        {
            writer.Clear();
            page.Write(writer);
            byte[] bytes = writer.ToArray();
            string id = page.Id.ToString();
            bool changed = !_store.TryGetValue(id, out byte[]? stored) || !stored.AsSpan().SequenceEqual(bytes);
            if (changed && !page.IsDirty)
                throw new InvalidOperationException($"Page {page.Id} has changed and is not marked dirty.");
            _store[id] = bytes;
            page.IsDirty = false;
        }
    }

    static EntryBody ThroughBytes(EntryBody body)
    {
        var writer = new EntryWriter();
        EntryCodec.Write(writer, body);
        return EntryCodec.Read(body.Kind, EntryCodec.Format, writer.WrittenSpan);
    }
}
