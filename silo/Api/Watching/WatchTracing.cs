using System.Diagnostics;

namespace Qianliyan.Api.Watching;

/// <summary>The spans of watch streams, source <c>Qianliyan.Api</c>: where a trace that a frame began ends.</summary>
static class WatchTracing
{
    static readonly ActivitySource Source = new("Qianliyan.Api");

    /// <summary>Statuses are written to a subscriber, a span for each that is traced; null where none is.</summary>
    public static IDisposable? Updates(List<WatchedChange> changes)
    {
        Spans? spans = null;
        foreach (WatchedChange change in changes)
        {
            if (Start("watch update", in change) is { } span)
                (spans ??= new Spans()).Push(span);
        }

        return spans;
    }

    /// <summary>A status is told to the silo of a subscriber.</summary>
    public static Activity? Relay(in WatchedChange change) => Start("watch relay", in change);

    static Activity? Start(string name, in WatchedChange change)
    {
        if (change.Cause == default || Source.StartActivity(name, ActivityKind.Producer, change.Cause) is not { } span)
            return null;
        return span.SetTag("qianliyan.twin", change.Status.Name.ToString())
            .SetTag("qianliyan.sequence", change.Status.Sequence);
    }

    /// <summary>Each began while the one before was under way, so the last one ends first.</summary>
    sealed class Spans : Stack<Activity>, IDisposable
    {
        public void Dispose()
        {
            while (TryPop(out Activity? span))
                span.Dispose();
        }
    }
}
