using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Regions;

/// <summary>A twin that tells a region something: the last position seen of it, and its roster line.</summary>
record struct RosterSource(TwinName Name, SignalPosition Seen, RosterLine? Line)
{
    public readonly void Write(EntryWriter writer)
    {
        writer.Text(Name.ToString());
        writer.Signed(Seen.Sequence);
        writer.Int(Seen.Ordinal);
        writer.Bool(Line is not null);
        if (Line is not null)
            RosterLineCodec.Write(writer, Line);
    }

    public static RosterSource Read(ref EntryReader reader)
    {
        var name = TwinName.Parse(reader.Text() ?? "");
        var seen = new SignalPosition(reader.Signed(), reader.Int());
        return new RosterSource(name, seen, reader.Bool() ? RosterLineCodec.Read(name, ref reader) : null);
    }
}
