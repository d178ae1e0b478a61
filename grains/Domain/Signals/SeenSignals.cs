using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Signals;

/// <summary>
/// What a receiver has seen of each source: the last position. A source's signals come in order and at least once, so
/// everything up to that position is a repeat. Kept in order of name, so that the bytes follow from the content alone.
/// </summary>
public sealed class SeenSignals
{
    readonly List<(TwinName Source, SignalPosition Last)> _sources = [];

    public int Count => _sources.Count;

    public bool Has(Signal signal)
    {
        int index = IndexOf(signal.Source);
        return index >= 0 && signal.Position <= _sources[index].Last;
    }

    /// <returns>False when the signal was seen before.</returns>
    public bool Take(Signal signal)
    {
        int index = IndexOf(signal.Source);
        if (index < 0)
            _sources.Insert(~index, (signal.Source, signal.Position));
        else if (signal.Position <= _sources[index].Last)
            return false;
        else
            _sources[index] = (signal.Source, signal.Position);
        return true;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_sources.Count);
        foreach ((TwinName source, SignalPosition last) in _sources)
        {
            writer.Text(source.ToString());
            writer.Signed(last.Sequence);
            writer.Int(last.Ordinal);
        }
    }

    public static SeenSignals Read(ref EntryReader reader)
    {
        var seen = new SeenSignals();
        for (int count = reader.Count(); count > 0; count--)
        {
            var source = TwinName.Parse(reader.Text() ?? "");
            seen._sources.Add((source, new SignalPosition(reader.Signed(), reader.Int())));
        }

        return seen;
    }

    int IndexOf(TwinName source) => NameOrder.IndexOf(_sources, source, static seen => seen.Source);
}
