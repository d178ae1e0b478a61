using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Integration.Api;

/// <summary>What tools such as grpcurl ask before they call anything.</summary>
public sealed class ReflectionTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reflection_lists_the_services()
    {
        ServerReflectionResponse answer = await Ask(new ServerReflectionRequest { ListServices = "*" });

        answer.ListServicesResponse.Service.Select(service => service.Name).ShouldBe(
            [
                "qianliyan.v1.TwinService", "qianliyan.v1.IngestService", "qianliyan.v1.RegistryService",
                "qianliyan.v1.PolicyService", "qianliyan.v1.MarkService", "qianliyan.v1.SupervisionService",
                "qianliyan.v1.ClusterService",
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("qianliyan.v1.TwinService", "qianliyan/v1/twin_service.proto")]
    [InlineData("qianliyan.v1.WatchTwinsRequest", "qianliyan/v1/watch.proto")]
    [InlineData("qianliyan.v1.Proof", "qianliyan/v1/evidence.proto")]
    public async Task Reflection_gives_the_file_of_a_symbol_with_all_that_it_imports(string symbol, string file)
    {
        ServerReflectionResponse answer = await Ask(new ServerReflectionRequest { FileContainingSymbol = symbol });

        FileDescriptorProto[] files =
            [.. answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];
        files.ShouldContain(found => found.Name == file);
        string[] names = [.. files.Select(found => found.Name)];
        files.SelectMany(found => found.Dependency).ShouldBeSubsetOf(names);
    }

    async Task<ServerReflectionResponse> Ask(ServerReflectionRequest request)
    {
        using var channel = GrpcChannel.ForAddress(shared.Silo.Grpc);
        using AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call =
            new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(request, Cancellation);
        (await call.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();
        await call.RequestStream.CompleteAsync();
        return call.ResponseStream.Current;
    }
}
