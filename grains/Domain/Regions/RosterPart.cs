using System.Runtime.InteropServices;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>
/// A part of the twins that tell a region something: per twin what has been seen of it, and its roster line if it has
/// one. Kept in order of name, so that the bytes follow from the content alone.
/// </summary>
public sealed class RosterPart(int number) : IPage
{
    readonly List<RosterSource> _sources = [];

    public PageId Id => IdOf(number);

    public bool IsDirty { get; set; }

    /// <summary>The roster lines in it, in order of name.</summary>
    public IEnumerable<RosterLine> Lines => _sources.Select(source => source.Line).OfType<RosterLine>();

    public static PageId IdOf(int number) => new(PageKind.Roster, new BeijingTime(number));

    public bool Knows(TwinName source) => IndexOf(source) >= 0;

    public bool HasSeen(Signal signal)
    {
        int index = IndexOf(signal.Source);
        return index >= 0 && signal.Position <= _sources[index].Seen;
    }

    /// <returns>False when the signal was seen before.</returns>
    public bool Take(Signal signal)
    {
        int index = IndexOf(signal.Source);
        if (index < 0)
            _sources.Insert(~index, new RosterSource(signal.Source, signal.Position, Line: null));
        else if (signal.Position <= _sources[index].Seen)
            return false;
        else
            Of(index).Seen = signal.Position;
        IsDirty = true;
        return true;
    }

    /// <summary>Sets the line of a twin whose signal was taken; null takes it out of the roster.</summary>
    public void SetLine(TwinName source, RosterLine? line)
    {
        Of(IndexOf(source)).Line = line;
        IsDirty = true;
    }

    /// <summary>Gives to a new part the twins that belong there from now on.</summary>
    public void MoveTo(RosterPart other, Predicate<TwinName> belongs)
    {
        other._sources.AddRange(_sources.Where(source => belongs(source.Name)));
        _sources.RemoveAll(source => belongs(source.Name));
        IsDirty = true;
        other.IsDirty = true;
    }

    public void Write(EntryWriter writer)
    {
        writer.Int(number);
        writer.Unsigned((ulong)_sources.Count);
        foreach (RosterSource source in _sources)
            source.Write(writer);
    }

    public static RosterPart Read(ref EntryReader reader)
    {
        var part = new RosterPart(reader.Int());
        for (int count = reader.Count(); count > 0; count--)
            part._sources.Add(RosterSource.Read(ref reader));
        return part;
    }

    ref RosterSource Of(int index) => ref CollectionsMarshal.AsSpan(_sources)[index];

    int IndexOf(TwinName name) => NameOrder.IndexOf(_sources, name, static source => source.Name);
}
