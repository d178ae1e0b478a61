using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

/// <summary>What a twin works with while it appends. Rented for the turn, so that a quiet twin holds none of it.</summary>
sealed class TwinTurn
{
    const int MostBytesKept = 64 * 1024;

    readonly List<int> _payloadEnds = [];
    EntryWriter _payloads = new(512);

    public EffectList Effects { get; } = new();

    /// <summary>Pages of the entry at hand.</summary>
    public List<PageId> Pages { get; } = [];

    /// <summary>Pages of all entries that go into the next append.</summary>
    public HashSet<PageId> Touched { get; } = [];

    /// <summary>Indices of the entries that go into the next append.</summary>
    public List<int> Chosen { get; } = [];

    public List<JournalRecord> Records { get; } = [];

    /// <summary>Makes the records of the chosen entries; they are valid until the next time.</summary>
    public void WriteRecords(ReadOnlySpan<PendingEntry> entries)
    {
        _payloads.Clear();
        _payloadEnds.Clear();
        Records.Clear();
        foreach (int index in Chosen)
        {
            EntryCodec.Write(_payloads, entries[index].Body);
            _payloadEnds.Add(_payloads.Length);
        }

        int start = 0;
        for (int i = 0; i < Chosen.Count; i++)
        {
            ref readonly PendingEntry entry = ref entries[Chosen[i]];
            Records.Add(new JournalRecord(
                (byte)entry.Body.Kind,
                EntryCodec.Format,
                entry.ArrivedAtUnixMs,
                _payloads.Written[start.._payloadEnds[i]],
                entry.Attachment));
            start = _payloadEnds[i];
        }
    }

    public void BeginChunk()
    {
        Chosen.Clear();
        Touched.Clear();
    }

    /// <summary>Lets go of what belongs to a twin.</summary>
    public void Clear()
    {
        BeginChunk();
        Effects.Clear();
        Pages.Clear();
        Records.Clear();
        if (_payloads.Length > MostBytesKept)
            _payloads = new EntryWriter(512);
        _payloads.Clear();
    }
}
