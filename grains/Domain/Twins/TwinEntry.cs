using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Twins;

/// <summary>A journal entry as a fold sees it.</summary>
/// <param name="Sequence">1 for a twin's first entry, without gaps.</param>
/// <param name="ArrivedAtUnixMs">When the silo took it in, Unix milliseconds: the only "now" a fold knows.</param>
public readonly record struct TwinEntry(long Sequence, long ArrivedAtUnixMs, EntryBody Body)
{
    public BeijingTime ArrivedAt => new(ArrivedAtUnixMs / 1000);
}
