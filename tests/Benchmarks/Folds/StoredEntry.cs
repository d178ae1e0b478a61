using Qianliyan.Domain.Twins;

namespace Qianliyan.Benchmarks.Folds;

/// <summary>A journal entry as its bytes.</summary>
sealed record StoredEntry(EntryKind Kind, long ArrivedAtUnixMs, byte[] Payload)
{
    public EntryBody Read() => EntryCodec.Read(Kind, EntryCodec.Format, Payload);
}
