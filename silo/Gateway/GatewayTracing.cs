using System.Diagnostics;
using Qianliyan.Abstractions;

namespace Qianliyan.Gateway;

/// <summary>
/// The spans of device connections, source <c>Qianliyan.Gateway</c>. A trace begins where the first of some frames for one
/// point has arrived.
/// </summary>
static class GatewayTracing
{
    static readonly ActivitySource Source = new("Qianliyan.Gateway");

    /// <summary>Uploads of one round are recorded with their point.</summary>
    public static Activity? Record(string point, Upload[] uploads, string peer)
    {
        if (!Source.HasListeners())
            return null;
        var arrival = DateTimeOffset.FromUnixTimeMilliseconds(uploads[0].ArrivedAtUnixMs);
        Activity? span = Source.StartActivity("hj212 uploads", ActivityKind.Server, parentId: null, startTime: arrival);
        return span?
            .SetTag("qianliyan.twin", $"points/{point}")
            .SetTag("qianliyan.uploads", uploads.Length)
            .SetTag("network.peer.address", peer);
    }
}
