using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Keeps a level up for its clean period (迟滞): when each level last had a ground, and which. A point that stands at
/// normal has none.
/// </summary>
public sealed class LevelHold
{
    const int Levels = (int)EscalationLevel.Exceeded + 1;

    readonly Ground[] _grounds = new Ground[Levels];

    /// <summary>A level had a ground at a time; what it had later stays.</summary>
    public void Found(EscalationLevel level, BeijingTime at, PointCause cause, FactorCode factor)
    {
        if (at >= _grounds[(int)level].At)
            _grounds[(int)level] = new Ground(at, cause, factor);
    }

    /// <summary>When a level last had a ground, and which; null where it had none.</summary>
    public (BeijingTime At, PointCause Cause, FactorCode Factor)? GroundOf(EscalationLevel level) =>
        _grounds[(int)level] is { At.IsSet: true } ground ? (ground.At, ground.Cause, ground.Factor) : null;

    /// <summary>What was the ground of a level was none.</summary>
    public void TakeBack(EscalationLevel level) => _grounds[(int)level] = default;

    /// <summary>The highest level above a given one that is still held; null where none is.</summary>
    public (EscalationLevel Level, PointCause Cause, FactorCode Factor)? Above(
        EscalationLevel level, BeijingTime now, CleanHours clean)
    {
        for (EscalationLevel held = EscalationLevel.Exceeded; held > level; held--)
        {
            Ground ground = _grounds[(int)held];
            if (ground.At.IsSet && now < ground.At.AddSeconds(clean.Of(held) * (long)BeijingTime.SecondsPerHour))
                return (held, ground.Cause, ground.Factor);
        }

        return null;
    }

    public void Write(EntryWriter writer)
    {
        foreach (Ground ground in _grounds)
        {
            writer.Time(ground.At);
            writer.Byte((byte)ground.Cause);
            writer.Factor(ground.Factor);
        }
    }

    public static LevelHold Read(ref EntryReader reader)
    {
        var hold = new LevelHold();
        for (int level = 0; level < Levels; level++)
            hold._grounds[level] = new Ground(reader.Time(), (PointCause)reader.Byte(), reader.Factor());
        return hold;
    }

    readonly record struct Ground(BeijingTime At, PointCause Cause, FactorCode Factor);
}
