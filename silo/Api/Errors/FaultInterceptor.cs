using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Qianliyan.Api.Errors;

/// <summary>Turns every failure behind the API into a status that says what to do about it.</summary>
sealed partial class FaultInterceptor(ILogger<FaultInterceptor> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Task<TResponse> answer = continuation(request, context);
        return answer.IsCompletedSuccessfully ? answer : Guard(answer, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(continuation(request, responseStream, context), context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(continuation(requestStream, responseStream, context), context);

    async Task<T> Guard<T>(Task<T> answer, ServerCallContext context)
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

    async Task Guard(Task answer, ServerCallContext context)
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

    RpcException Translate(Exception fault, ServerCallContext context)
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
