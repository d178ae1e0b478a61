using Grpc.Core;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api;

/// <summary>
/// Ends calls that would go on for ever when the silo drains, and says so to the client, which tries another one.
/// </summary>
sealed class CallLifetime(SiloDrain drain)
{
    /// <exception cref="Grpc.Core.RpcException">UNAVAILABLE: the silo is about to leave.</exception>
    public async Task Run(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, drain.Begun);
        try
        {
            await call(either.Token);
        }
        catch (OperationCanceledException) when (drain.HasBegun)
        {
            throw ApiError.Unavailable("The silo is about to leave; another one answers.").ToRpcException();
        }
    }
}
