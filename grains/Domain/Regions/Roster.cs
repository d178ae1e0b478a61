using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>The lines of the twins below a twin, in order of their names, with their counts.</summary>
public sealed class Roster
{
    readonly List<RosterLine> _lines = [];

    internal RosterTally Tally { get; } = new();

    public IReadOnlyList<RosterLine> Lines => _lines;

    public void Set(TwinName name, StatusChanged status) => Set(RosterLine.Of(name, status));

    public void Set(RosterLine line)
    {
        int index = IndexOf(line.Name);
        if (index >= 0)
        {
            Tally.Count(_lines[index], -1);
            _lines[index] = line;
        }
        else
        {
            _lines.Insert(~index, line);
        }

        Tally.Count(line, 1);
    }

    public void Remove(TwinName name)
    {
        int index = IndexOf(name);
        if (index < 0)
            return;
        Tally.Count(_lines[index], -1);
        _lines.RemoveAt(index);
    }

    /// <summary>The line of the highest level, the first of them by name; none of an empty roster.</summary>
    public RosterLine? Highest()
    {
        RosterLine? highest = null;
        foreach (RosterLine line in _lines)
        {
            if (highest is null || line.Level > highest.Level)
                highest = line;
        }

        return highest;
    }

    /// <summary>Online when any twin of the kind is, silent when all are, else unknown.</summary>
    public LinkState LinkOf(TwinKind kind)
    {
        if (Tally.Of(kind, LinkState.Online) > 0)
            return LinkState.Online;
        bool allSilent = Tally.Of(kind, LinkState.Silent) > 0 && Tally.Of(kind, LinkState.Unknown) == 0;
        return allSilent ? LinkState.Silent : LinkState.Unknown;
    }

    /// <summary>Index of the first line behind the name, whether or not the name has a line.</summary>
    public int FirstAfter(TwinName name)
    {
        int index = IndexOf(name);
        return index >= 0 ? index + 1 : ~index;
    }

    public int FirstOf(TwinKind kind)
    {
        int low = 0, high = _lines.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_lines[middle].Name.Kind < kind)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_lines.Count);
        foreach (RosterLine line in _lines)
        {
            writer.Text(line.Name.ToString());
            RosterLineCodec.Write(writer, line);
        }
    }

    public static Roster Read(ref EntryReader reader)
    {
        var roster = new Roster();
        for (int count = reader.Count(); count > 0; count--)
        {
            RosterLine line = RosterLineCodec.Read(TwinName.Parse(reader.Text() ?? ""), ref reader);
            roster._lines.Add(line);
            roster.Tally.Count(line, 1);
        }

        return roster;
    }

    int IndexOf(TwinName name) => NameOrder.IndexOf(_lines, name, static line => line.Name);
}
