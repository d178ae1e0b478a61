using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Integration.Api;

/// <summary>The gRPC health service, which load balancers and Kubernetes ask.</summary>
public sealed class HealthTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("qianliyan.v1.TwinService")]
    [InlineData("qianliyan.v1.IngestService")]
    [InlineData("qianliyan.v1.RegistryService")]
    [InlineData("qianliyan.v1.PolicyService")]
    [InlineData("qianliyan.v1.MarkService")]
    [InlineData("qianliyan.v1.SupervisionService")]
    public async Task A_ready_silo_serves(string service)
    {
        using var channel = GrpcChannel.ForAddress(shared.Silo.Grpc);

        HealthCheckResponse answer = await new Health.HealthClient(channel).CheckAsync(
            new HealthCheckRequest { Service = service }, cancellationToken: Cancellation);

        answer.Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Fact]
    public async Task A_service_that_does_not_exist_is_not_found()
    {
        using var channel = GrpcChannel.ForAddress(shared.Silo.Grpc);

        RpcException refused = await Should.ThrowAsync<RpcException>(
            async () => await new Health.HealthClient(channel).CheckAsync(
                new HealthCheckRequest { Service = "qianliyan.v1.NoService" }, cancellationToken: Cancellation));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
    }
}
