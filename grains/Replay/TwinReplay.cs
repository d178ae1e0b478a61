using System.Security.Cryptography;
using System.Text;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay;

/// <summary>Hashes a twin's whole state, live or replayed: the snapshot bytes, then every page in order of its id.</summary>
public static class TwinReplay
{
    public static async ValueTask<string> HashOfReplay<TState>(
        ITwinFold<TState> fold, TwinName name, IJournal journal, PolicyBook policies, long toSequence,
        CancellationToken cancellationToken)
        where TState : class, ITwinState
    {
        TState state = fold.Create(name);
        var effects = new EffectList();
        Policy policy = policies.Named(version: null);
        if (toSequence > 0)
        {
            await foreach (JournalEntry entry in journal.ReadAsync(name.ToString(), 1, toSequence, int.MaxValue, cancellationToken))
            {
                EntryBody body = EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span);
                effects.Clear();
                if (body is PolicyPut put)
                    policy = policies.Named(put.Version);
                fold.Apply(state, new TwinEntry(entry.Sequence, entry.ArrivalMs, body), policy, effects);
            }
        }

        return Hash(fold, state, PagesOf(state));
    }

    public static async ValueTask<string> HashOf<TState>(
        ITwinFold<TState> fold, TState state, IJournal journal, string twin, CancellationToken cancellationToken)
        where TState : class, ITwinState
    {
        SortedDictionary<string, ReadOnlyMemory<byte>> pages = PagesOf(state);
        await foreach (StoredPage page in journal.ReadPagesAsync(twin, "", cancellationToken))
            pages.TryAdd(page.Id, page.Value);
        return Hash(fold, state, pages);
    }

    static SortedDictionary<string, ReadOnlyMemory<byte>> PagesOf<TState>(TState state)
        where TState : class, ITwinState
    {
        var pages = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (IPage page in state.Pages.All)
        {
            var writer = new EntryWriter(1024);
            page.Write(writer);
            pages.Add(page.Id.ToString(), writer.Written);
        }

        return pages;
    }

    static string Hash<TState>(
        ITwinFold<TState> fold, TState state, SortedDictionary<string, ReadOnlyMemory<byte>> pages)
        where TState : class, ITwinState
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new EntryWriter(2048);
        fold.WriteState(state, writer);
        hash.AppendData(writer.WrittenSpan);
        foreach ((string id, ReadOnlyMemory<byte> bytes) in pages)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(id));
            hash.AppendData(bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
