using System.Diagnostics;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Grains.Twins;

/// <summary>
/// The spans of twins, source <c>Qianliyan.Twins</c>. They stand below what a frame or a call began; what a clock makes a
/// twin do is not traced.
/// </summary>
static class TwinTracing
{
    const string Twin = "qianliyan.twin";

    static readonly ActivitySource Source = new("Qianliyan.Twins");

    /// <summary>Entries are appended and, once durable, applied.</summary>
    public static Activity? Append(TwinName twin, int entries)
    {
        if (TracedCause.Current == default || Source.StartActivity("twin append") is not { } span)
            return null;
        return span.SetTag(Twin, twin.ToString()).SetTag("qianliyan.entries", entries);
    }

    /// <summary>What follows from an entry is told to another twin.</summary>
    /// <param name="cause">Of the newest entry that was traced; default where none was.</param>
    public static Activity? Tell(TwinName source, TwinName target, ActivityContext cause, int signals)
    {
        if (cause == default || Source.StartActivity("twin tell", ActivityKind.Internal, cause) is not { } span)
            return null;
        return span.SetTag(Twin, source.ToString())
            .SetTag("qianliyan.target", target.ToString())
            .SetTag("qianliyan.signals", signals);
    }
}
