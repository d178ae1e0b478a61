using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;

namespace Qianliyan.Gateway;

/// <summary>The points that a connection has sent for, and those of them with uploads in the round under way.</summary>
sealed class PointSenders(IGrainFactory grains)
{
    /// <summary>
    /// One logger carries a few outlets; a relay of thousands must not keep a grain reference for each.
    /// </summary>
    const int MostKept = 256;

    readonly Dictionary<string, PointSender> _known = new(1, StringComparer.Ordinal);
    readonly List<PointSender> _active = new(1);

    /// <summary>Points with uploads that wait to be recorded, in the order of their first upload.</summary>
    public IReadOnlyList<PointSender> Active => _active;

    /// <returns>The point of a message's MN and ST; null when they name none.</returns>
    public PointSender? Of(Message message)
    {
        Span<char> key = stackalloc char[PointKey.MaxLength];
        if (!PointKey.TryFormat(message, key, out int length))
            return null;
        ReadOnlySpan<char> id = key[..length];
        if (_known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out PointSender? sender))
            return sender;
        string text = id.ToString();
        if (!PointId.TryParse(text, out _))
            return null;
        sender = new PointSender(text, grains.GetPoint(text));
        _known.Add(text, sender);
        return sender;
    }

    public void Enqueue(PointSender sender, in PendingUpload upload)
    {
        if (sender.Pending.Count == 0)
            _active.Add(sender);
        sender.Pending.Add(upload);
    }

    public void EndRound() => _active.Clear();

    public void ForgetMany()
    {
        if (_known.Count > MostKept)
            _known.Clear();
    }
}
