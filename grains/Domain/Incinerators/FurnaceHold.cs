using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// Keeps a furnace's level up for its clean period (迟滞): when each level last had a ground, and which. A furnace that stands
/// at normal has none.
/// </summary>
public sealed class FurnaceHold
{
    const int Levels = (int)EscalationLevel.Exceeded + 1;

    readonly (BeijingTime At, FurnaceGround Ground)[] _grounds = new (BeijingTime At, FurnaceGround Ground)[Levels];

    /// <summary>A level had a ground at a time; what it had later stays.</summary>
    public void Found(FurnaceGround ground, BeijingTime at)
    {
        (BeijingTime heldAt, FurnaceGround held) = _grounds[(int)ground.Level];
        if (at > heldAt || (at == heldAt && Wins(ground, held)))
            _grounds[(int)ground.Level] = (at, new FurnaceGround(ground.Level, ground.Cause, ground.Factor, ground.Window));
    }

    /// <summary>The highest ground above a level that is still held; null where none is.</summary>
    public FurnaceGround? Above(EscalationLevel level, BeijingTime now, CleanHours clean)
    {
        for (EscalationLevel held = EscalationLevel.Exceeded; held > level; held--)
        {
            (BeijingTime at, FurnaceGround ground) = _grounds[(int)held];
            if (at.IsSet && now < at.AddSeconds(clean.Of(held) * (long)BeijingTime.SecondsPerHour))
                return ground;
        }

        return null;
    }

    public void Write(EntryWriter writer)
    {
        foreach ((BeijingTime at, FurnaceGround ground) in _grounds)
        {
            writer.Time(at);
            writer.Byte((byte)ground.Cause);
            writer.Factor(ground.Factor);
            writer.Time(ground.Window);
        }
    }

    public static FurnaceHold Read(ref EntryReader reader)
    {
        var hold = new FurnaceHold();
        for (int level = 0; level < Levels; level++)
        {
            hold._grounds[level] = (
                reader.Time(),
                new FurnaceGround((EscalationLevel)level, (FurnaceCause)reader.Byte(), reader.Factor(), reader.Time()));
        }

        return hold;
    }

    /// <summary>Never what came first: the greater cause, the newer window, the lower factor.</summary>
    static bool Wins(FurnaceGround ground, FurnaceGround held) =>
        ground.Cause != held.Cause ? ground.Cause > held.Cause
        : ground.Window != held.Window ? ground.Window > held.Window
        : ground.Factor < held.Factor;
}
