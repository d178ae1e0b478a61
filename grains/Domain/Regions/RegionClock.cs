using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>
/// How long a region must listen before its clock settles days: after each outage of its own silo as long as that lasted,
/// so that nothing is held against a factory that only the silo did not hear. Part of its snapshot.
/// </summary>
public sealed class RegionClock
{
    /// <summary>Until when devices were heard: at the last look at the clock, before the first at the first entry.</summary>
    public BeijingTime ListenedUntil { get; private set; }

    /// <summary>Seconds of listening that are owed.</summary>
    public long OwedSeconds { get; private set; }

    public bool Settles => OwedSeconds == 0;

    public void Begin(BeijingTime firstEntry) => ListenedUntil = firstEntry;

    /// <param name="listened">What is listened counts against what is owed, also across starts.</param>
    /// <param name="mostSeconds">What is owed at most.</param>
    public void Take(Listened listened, int mostSeconds)
    {
        long away = Math.Max(0, listened.Since.UnixSeconds - ListenedUntil.UnixSeconds);
        BeijingTime from = away > 0 ? listened.Since : ListenedUntil;
        long heard = Math.Max(0, listened.Until.UnixSeconds - from.UnixSeconds);
        OwedSeconds = Math.Max(0, Math.Min(OwedSeconds + away, mostSeconds) - heard);
        ListenedUntil = from.AddSeconds(heard);
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(ListenedUntil);
        writer.Signed(OwedSeconds);
    }

    public static RegionClock Read(ref EntryReader reader) =>
        new() { ListenedUntil = reader.Time(), OwedSeconds = reader.Signed() };
}
