using System.Collections.Concurrent;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Replay.Backups;

/// <summary>How far each twin of a backup has heard each other one: what its journal says.</summary>
sealed class HeardSignals
{
    readonly ConcurrentDictionary<(TwinName Target, TwinName Source), SignalPosition> _last = new();

    public void Take(in SealedEntry entry)
    {
        if (JournaledSignals.Of(entry.Entry) is { } signal)
        {
            _last.AddOrUpdate(
                (TwinName.Parse(entry.Twin), signal.Source), signal.Position,
                (_, former) => former < signal.Position ? signal.Position : former);
        }
    }

    public bool Has(TwinName target, Signal signal) =>
        _last.TryGetValue((target, signal.Source), out SignalPosition last) && signal.Position <= last;
}
