using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Importing;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.RegistryService.</summary>
sealed class RegistryService(RegistryImports imports, CallGuard guard) : V1.RegistryService.RegistryServiceBase
{
    public override Task ImportRegistry(
        IAsyncStreamReader<V1.ImportRegistryRequest> requestStream,
        IServerStreamWriter<V1.ImportRegistryResponse> responseStream,
        ServerCallContext context) =>
        guard.Run(imports.Run(requestStream, responseStream, context.CancellationToken), context);
}
