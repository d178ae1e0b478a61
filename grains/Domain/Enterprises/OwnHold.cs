using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// Keeps the level of an enterprise's own findings up for its clean period (迟滞): when each level last had a ground, and
/// which. An enterprise whose own findings leave it at normal has none.
/// </summary>
public sealed class OwnHold
{
    const int Levels = (int)EscalationLevel.Exceeded + 1;

    readonly (BeijingTime At, string Reason)[] _grounds = new (BeijingTime At, string Reason)[Levels];

    /// <summary>A level had a ground at a time; what it had later stays.</summary>
    public void Found(EscalationLevel level, BeijingTime at, string reason)
    {
        if (at >= _grounds[(int)level].At)
            _grounds[(int)level] = (at, reason);
    }

    /// <summary>The highest level above a given one that is still held; null where none is.</summary>
    public (EscalationLevel Level, string Reason)? Above(EscalationLevel level, BeijingTime now, CleanHours clean)
    {
        for (EscalationLevel held = EscalationLevel.Exceeded; held > level; held--)
        {
            (BeijingTime at, string reason) = _grounds[(int)held];
            if (at.IsSet && now < at.AddSeconds(clean.Of(held) * (long)BeijingTime.SecondsPerHour))
                return (held, reason);
        }

        return null;
    }

    public void Write(EntryWriter writer)
    {
        foreach ((BeijingTime at, string reason) in _grounds)
        {
            writer.Time(at);
            writer.Text(reason ?? "");
        }
    }

    public static OwnHold Read(ref EntryReader reader)
    {
        var hold = new OwnHold();
        for (int level = 0; level < Levels; level++)
            hold._grounds[level] = (reader.Time(), reader.Text() ?? "");
        return hold;
    }
}
