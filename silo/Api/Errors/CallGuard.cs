using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Qianliyan.Api.Errors;

/// <summary>Turns every failure behind the API into a status that says what to do about it.</summary>
sealed partial class CallGuard(ILogger<CallGuard> logger)
{
    public async Task<T> Run<T>(Task<T> answer, ServerCallContext context)
    {
        try
        {
            return await answer;
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    public async Task Run(Task answer, ServerCallContext context)
    {
        try
        {
            await answer;
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    /// <param name="fault">Anything but an error of the API.</param>
    /// <param name="context">The call that met it.</param>
    public RpcException Translate(Exception fault, ServerCallContext context)
    {
        if (context.CancellationToken.IsCancellationRequested)
            return new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled."));
        if (Faults.Explain(fault) is { } status)
        {
            LogFault(logger, context.Method, status.Message);
            return status.ToRpcException();
        }

        LogDefect(logger, fault, context.Method);
        return new RpcException(new Status(StatusCode.Internal, "The server failed; its log says why."));
    }

    [LoggerMessage(1, LogLevel.Warning, "{Method}: {Fault}")]
    static partial void LogFault(ILogger logger, string method, string fault);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed.")]
    static partial void LogDefect(ILogger logger, Exception exception, string method);
}
