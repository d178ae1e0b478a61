using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Findings;

/// <summary>
/// Keeps levels up for their clean period (迟滞): which grounds there were, and when each was one last. A level stands on its
/// grounds: one that is taken back is kept clean for no longer, and what is left of the level is what the others hold.
/// </summary>
public sealed class LevelHold<TGround>
    where TGround : struct, ILevelGround<TGround>
{
    // In order of ground.
    readonly List<(TGround Ground, EscalationLevel Level, BeijingTime At)> _held = [];

    public bool IsEmpty => _held.Count == 0;

    /// <summary>There was a ground of a level above normal at a time; when it was one later stays.</summary>
    public void Found(EscalationLevel level, TGround ground, BeijingTime at)
    {
        int place = PlaceOf(ground);
        if (place < 0)
            _held.Insert(~place, (ground, level, at));
        else
            _held[place] = (ground, level, at > _held[place].At ? at : _held[place].At);
    }

    /// <summary>What was a ground was one of another level all the time, or of none where that is normal.</summary>
    public void Correct(EscalationLevel level, TGround ground)
    {
        int place = PlaceOf(ground);
        if (place < 0)
            return;
        if (level == EscalationLevel.Normal)
            _held.RemoveAt(place);
        else
            _held[place] = (ground, level, _held[place].At);
    }

    /// <summary>What was a ground was none.</summary>
    /// <returns>When it was one last; null where none was held.</returns>
    public BeijingTime? TakeBack(TGround ground)
    {
        int place = PlaceOf(ground);
        if (place < 0)
            return null;
        BeijingTime at = _held[place].At;
        _held.RemoveAt(place);
        return at;
    }

    /// <summary>Forgets the grounds whose clean period is over.</summary>
    public void Forget(BeijingTime now, CleanHours clean) =>
        _held.RemoveAll(held => EndOf(held.Level, held.At, clean) <= now);

    /// <summary>
    /// The highest level above a given one that is still held, and the newest of its grounds; null where none is.
    /// </summary>
    public (EscalationLevel Level, TGround Ground)? Above(EscalationLevel level, BeijingTime now, CleanHours clean)
    {
        (TGround Ground, EscalationLevel Level, BeijingTime At)? highest = null;
        foreach ((TGround Ground, EscalationLevel Level, BeijingTime At) held in _held)
        {
            bool isHigher = highest is not { } other
                || held.Level > other.Level || (held.Level == other.Level && held.At >= other.At);
            if (held.Level > level && isHigher && now < EndOf(held.Level, held.At, clean))
                highest = held;
        }

        return highest is { } found ? (found.Level, found.Ground) : null;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_held.Count);
        foreach ((TGround ground, EscalationLevel level, BeijingTime at) in _held)
        {
            ground.Write(writer);
            writer.Byte((byte)level);
            writer.Time(at);
        }
    }

    static BeijingTime EndOf(EscalationLevel level, BeijingTime at, CleanHours clean) =>
        at.AddSeconds(clean.Of(level) * (long)BeijingTime.SecondsPerHour);

    /// <returns>The place of a ground, or the complement of where it would be.</returns>
    int PlaceOf(TGround ground)
    {
        for (int place = 0; place < _held.Count; place++)
        {
            int order = _held[place].Ground.CompareTo(ground);
            if (order >= 0)
                return order == 0 ? place : ~place;
        }

        return ~_held.Count;
    }
}

/// <summary>Reads what <see cref="LevelHold{TGround}.Write"/> wrote.</summary>
public static class LevelHold
{
    public static LevelHold<TGround> Read<TGround>(ref EntryReader reader)
        where TGround : struct, ILevelGround<TGround>
    {
        var hold = new LevelHold<TGround>();
        for (int count = reader.Count(); count > 0; count--)
        {
            TGround ground = TGround.Read(ref reader);
            hold.Found((EscalationLevel)reader.Byte(), ground, reader.Time());
        }

        return hold;
    }
}
