using System.Collections.Concurrent;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Abstractions;

/// <summary>
/// The twins that are active in this silo. Whoever holds a picture of a twin and finds that it still shows the same
/// entry need not ask it for another. Twins of other silos are not in it: they must be asked.
/// </summary>
public sealed class ActiveTwins
{
    readonly ConcurrentDictionary<TwinName, ActiveTwin> _twins = new();

    /// <summary>Enters an activation; it takes the place of an earlier one.</summary>
    public ActiveTwin Enter(TwinName name)
    {
        var twin = new ActiveTwin();
        _twins[name] = twin;
        return twin;
    }

    /// <summary>How many twins of each kind are active.</summary>
    public KindCount[] Count() =>
        [.. _twins.Keys.CountBy(twin => twin.Kind).Select(kind => new KindCount(kind.Key, kind.Value))];

    public ActiveTwin? Find(TwinName name) => _twins.GetValueOrDefault(name);

    /// <summary>Takes an activation out, unless a later one has taken its place.</summary>
    public void Leave(TwinName name, ActiveTwin twin)
    {
        twin.End();
        _twins.TryRemove(KeyValuePair.Create(name, twin));
    }
}
