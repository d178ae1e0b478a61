using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Qianliyan.Domain.Time;
using Qianliyan.V1;

namespace Qianliyan.Integration.Silos;

/// <summary>A silo's gRPC services, with what tests ask again and again.</summary>
public sealed class SiloApi(Uri address) : IDisposable
{
    readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    public TwinService.TwinServiceClient Twins => new(_channel);

    public IngestService.IngestServiceClient Ingest => new(_channel);

    public RegistryService.RegistryServiceClient Registry => new(_channel);

    public MarkService.MarkServiceClient Marks => new(_channel);

    public PolicyService.PolicyServiceClient Policies => new(_channel);

    public SupervisionService.SupervisionServiceClient Supervision => new(_channel);

    public ClusterService.ClusterServiceClient Cluster => new(_channel);

    public async Task<Point> Point(string id, CancellationToken cancellationToken) =>
        await Twins.GetPointAsync(new GetPointRequest { Name = $"points/{id}" }, cancellationToken: cancellationToken);

    /// <summary>The whole history of a point, in order of its journal.</summary>
    public async Task<List<Observation>> History(string id, CancellationToken cancellationToken)
    {
        var request = new ListObservationsRequest
        {
            Parent = $"points/{id}",
            PageSize = 1000,
            TimeBasis = ObservationTimeBasis.Arrival,
            StartTime = Timestamp.FromDateTimeOffset(BeijingTime.Of(2000, 1, 1).ToDateTimeOffset()),
        };
        var observations = new List<Observation>();
        do
        {
            ListObservationsResponse page = await Twins.ListObservationsAsync(request, cancellationToken: cancellationToken);
            observations.AddRange(page.Observations);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return observations;
    }

    public async Task<Proof> Proof(string name, CancellationToken cancellationToken) =>
        await Twins.GetProofAsync(new GetProofRequest { Name = $"{name}/proof" }, cancellationToken: cancellationToken);

    public Task<ImportResult> Import(RegistryFileKind kind, string csv, CancellationToken cancellationToken) =>
        Import(cancellationToken, (kind, csv));

    /// <returns>The result of the last file.</returns>
    public async Task<ImportResult> Import(
        CancellationToken cancellationToken, params (RegistryFileKind Kind, string Csv)[] files)
    {
        using AsyncDuplexStreamingCall<ImportRegistryRequest, ImportRegistryResponse> call =
            Registry.ImportRegistry(cancellationToken: cancellationToken);
        foreach ((RegistryFileKind kind, string csv) in files)
        {
            var header = new RegistryFileHeader { Kind = kind, Datum = Datum.Wgs84 };
            await call.RequestStream.WriteAsync(new ImportRegistryRequest { Header = header }, cancellationToken);
            await call.RequestStream.WriteAsync(
                new ImportRegistryRequest { Chunk = ByteString.CopyFromUtf8(csv) }, cancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        ImportResult? result = null;
        await foreach (ImportRegistryResponse response in call.ResponseStream.ReadAllAsync(cancellationToken))
            result = response.Result ?? result;
        return result.ShouldNotBeNull();
    }

    public void Dispose() => _channel.Dispose();
}
