using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api;

/// <summary>
/// Ends calls that would go on for ever when the silo stops, and says so to the client, which tries another one.
/// </summary>
sealed class CallLifetime(IHostApplicationLifetime host)
{
    /// <exception cref="Grpc.Core.RpcException">UNAVAILABLE: the silo is stopping.</exception>
    public async Task Run(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        try
        {
            await call(either.Token);
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw ApiError.Unavailable("The silo is stopping.").ToRpcException();
        }
    }
}
