using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Watching;

/// <summary>
/// How a status looks to one subscriber: whole, or as a summary that is worth sending only when it changed.
/// </summary>
sealed class WatchView(Renderings renderings, bool isBasic)
{
    readonly Dictionary<TwinName, int> _sent = [];

    /// <summary>Null when the subscriber has seen this already.</summary>
    public V1.TwinUpdate? Render(TwinStatus status)
    {
        if (!isBasic)
            return status.ToUpdate(renderings.Of(status));
        int look = HashCode.Combine(
            status.DisplayName, status.Level, status.LevelReason, status.LevelSince, status.Link, status.Location);
        if (_sent.TryGetValue(status.Name, out int before) && before == look)
            return null;
        _sent[status.Name] = look;
        return new V1.TwinUpdate
        {
            Name = status.Name.ToString(),
            Sequence = status.Sequence,
            Summary = status.ToSummary(),
        };
    }
}
