using Microsoft.Extensions.Logging;

namespace Qianliyan.Gateway;

static partial class GatewayLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Peer}: frame refused, {Reason}.")]
    public static partial void Refused(ILogger logger, string peer, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Peer}: {Point} is not registered; its frames are {Treatment}.")]
    public static partial void NotRegistered(ILogger logger, string peer, string point, string treatment);

    [LoggerMessage(3, LogLevel.Warning, "{Peer}: wrong password for {Point}.")]
    public static partial void WrongPassword(ILogger logger, string peer, string point);

    [LoggerMessage(4, LogLevel.Debug, "{Peer}: closed, {Cause}.")]
    public static partial void Closed(ILogger logger, string peer, string cause);

    [LoggerMessage(
        5,
        LogLevel.Error,
        "{Peer}: {Frames} frames could not be recorded and are not acknowledged; the device sends them again.")]
    public static partial void NotRecorded(ILogger logger, Exception exception, string peer, int frames);

    [LoggerMessage(6, LogLevel.Warning, "{Peer}: refused, {Connections} connections are open.")]
    public static partial void TooMany(ILogger logger, string peer, int connections);
}
