using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>
/// The line of a twin in the rosters above it, as last told, and whom it was told to. Only a change is told; a roster
/// that the twin has left is told that.
/// </summary>
public sealed class Presence
{
    StatusChanged? _line;
    TwinName[] _targets = [];

    /// <param name="reasonCounts">Whether another reason alone is worth telling.</param>
    public void Show(StatusChanged line, bool reasonCounts, ReadOnlySpan<TwinName> targets, EffectList effects)
    {
        foreach (TwinName former in _targets)
        {
            if (!targets.Contains(former))
                effects.Tell(former, new LeftRoster());
        }

        StatusChanged compared = reasonCounts ? line : line with { Reason = "" };
        bool same = _line == compared;
        foreach (TwinName target in targets)
        {
            if (!same || !_targets.Contains(target))
                effects.Tell(target, line);
        }

        if (!same)
            _line = compared;
        if (!targets.SequenceEqual(_targets))
            _targets = targets.ToArray();
    }

    public void Write(EntryWriter writer)
    {
        writer.Bool(_line is not null);
        if (_line is not null)
            SignalCodec.WriteBody(writer, _line);
        writer.Unsigned((ulong)_targets.Length);
        foreach (TwinName target in _targets)
            writer.Text(target.ToString());
    }

    public static Presence Read(ref EntryReader reader)
    {
        var presence = new Presence();
        if (reader.Bool())
            presence._line = (StatusChanged)SignalCodec.ReadBody(ref reader);
        presence._targets = new TwinName[reader.Count()];
        for (int i = 0; i < presence._targets.Length; i++)
            presence._targets[i] = TwinName.Parse(reader.Text() ?? "");
        return presence;
    }
}
