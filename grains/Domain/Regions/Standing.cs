using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>Where a twin stands: level with reason, link, and since when. Part of its snapshot.</summary>
public sealed class Standing
{
    /// <summary>Sequence number of the last entry applied.</summary>
    public long Sequence { get; private set; }

    public EscalationLevel Level { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Arrival of the entry that brought the level; of the first entry while it has not changed.</summary>
    public BeijingTime LevelSince { get; private set; }

    public LinkState Link { get; private set; }

    public BeijingTime LinkSince { get; private set; }

    public void Begin(in TwinEntry entry)
    {
        if (Sequence == 0)
            (LevelSince, LinkSince) = (entry.ArrivedAt, entry.ArrivedAt);
        Sequence = entry.Sequence;
    }

    public void SetLevel(EscalationLevel level, string reason, BeijingTime now)
    {
        if (level != Level)
            (Level, LevelSince) = (level, now);
        Reason = reason;
    }

    public void SetLink(LinkState link, BeijingTime now)
    {
        if (link != Link)
            (Link, LinkSince) = (link, now);
    }

    public void Write(EntryWriter writer)
    {
        writer.Signed(Sequence);
        writer.Byte((byte)Level);
        writer.Text(Reason);
        writer.Time(LevelSince);
        writer.Byte((byte)Link);
        writer.Time(LinkSince);
    }

    public static Standing Read(ref EntryReader reader) => new()
    {
        Sequence = reader.Signed(),
        Level = (EscalationLevel)reader.Byte(),
        Reason = reader.Text() ?? "",
        LevelSince = reader.Time(),
        Link = (LinkState)reader.Byte(),
        LinkSince = reader.Time(),
    };
}
