using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;
using Qianliyan.V1;

namespace Qianliyan.Client;

/// <summary>
/// A connection to a silo or to several behind one address. Safe for concurrent use; keep one for the life of the
/// process. Errors come as <see cref="RpcException"/> with google.rpc details.
/// </summary>
public sealed class QianliyanClient : IDisposable
{
    readonly GrpcChannel _channel;
    readonly ClientOptions _options;

    /// <param name="address">Address of the gRPC port, such as <c>http://localhost:5081</c>.</param>
    /// <param name="options">Null for the defaults.</param>
    public QianliyanClient(Uri address, ClientOptions? options = null)
    {
        _options = options ?? new ClientOptions();
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = _options.MaxMessageBytes,
            HttpHandler = _options.HttpHandler?.Invoke() ?? new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            },
            DisposeHttpClient = true,
        });
        Twins = new TwinService.TwinServiceClient(_channel);
        Ingesting = new IngestService.IngestServiceClient(_channel);
        Registry = new RegistryService.RegistryServiceClient(_channel);
        Policies = new PolicyService.PolicyServiceClient(_channel);
    }

    /// <summary>The generated client of TwinService: everything that has no shorter form here.</summary>
    public TwinService.TwinServiceClient Twins { get; }

    public IngestService.IngestServiceClient Ingesting { get; }

    public RegistryService.RegistryServiceClient Registry { get; }

    public PolicyService.PolicyServiceClient Policies { get; }

    /// <param name="name"><c>points/{MN}-{ST}</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Point> GetPoint(string name, CancellationToken cancellationToken = default) =>
        await Twins.GetPointAsync(new GetPointRequest { Name = name }, cancellationToken: cancellationToken);

    /// <param name="name"><c>enterprises/{code}</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Enterprise> GetEnterprise(string name, CancellationToken cancellationToken = default) =>
        await Twins.GetEnterpriseAsync(new GetEnterpriseRequest { Name = name }, cancellationToken: cancellationToken);

    /// <param name="name"><c>incinerators/{plant}-{furnace}</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Incinerator> GetIncinerator(string name, CancellationToken cancellationToken = default) =>
        await Twins.GetIncineratorAsync(
            new GetIncineratorRequest { Name = name }, cancellationToken: cancellationToken);

    /// <param name="name"><c>cells/{cell}</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Cell> GetCell(string name, CancellationToken cancellationToken = default) =>
        await Twins.GetCellAsync(new GetCellRequest { Name = name }, cancellationToken: cancellationToken);

    /// <param name="name"><c>regions/{code}</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Region> GetRegion(string name, CancellationToken cancellationToken = default) =>
        await Twins.GetRegionAsync(new GetRegionRequest { Name = name }, cancellationToken: cancellationToken);

    /// <summary>All twins that the request asks for, page after page.</summary>
    public async IAsyncEnumerable<TwinSummary> ListTwins(
        ListTwinsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListTwinsRequest next = request.Clone();
        do
        {
            ListTwinsResponse page = await Twins.ListTwinsAsync(next, cancellationToken: cancellationToken);
            foreach (TwinSummary twin in page.Twins)
                yield return twin;
            next.PageToken = page.NextPageToken;
        }
        while (next.PageToken.Length > 0);
    }

    /// <summary>All observations that the request asks for, page after page.</summary>
    public async IAsyncEnumerable<Observation> ListObservations(
        ListObservationsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListObservationsRequest next = request.Clone();
        do
        {
            ListObservationsResponse page =
                await Twins.ListObservationsAsync(next, cancellationToken: cancellationToken);
            foreach (Observation observation in page.Observations)
                yield return observation;
            next.PageToken = page.NextPageToken;
        }
        while (next.PageToken.Length > 0);
    }

    /// <summary>
    /// Watches twins for as long as it is enumerated. After a broken connection it connects again, which begins with a
    /// snapshot anew: nothing that holds now is missed. Errors that trying again does not mend are thrown.
    /// </summary>
    public async IAsyncEnumerable<WatchTwinsResponse> Watch(
        WatchTwinsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var backoff = new Backoff(_options);
        while (true)
        {
            using AsyncServerStreamingCall<WatchTwinsResponse> call =
                Twins.WatchTwins(request, cancellationToken: cancellationToken);
            while (await Next(call.ResponseStream, cancellationToken))
            {
                backoff.Reset();
                yield return call.ResponseStream.Current;
            }

            await backoff.Wait(cancellationToken);
        }
    }

    /// <summary>Opens an ingest stream; see <see cref="IngestSession"/>.</summary>
    /// <param name="onError">Called for every observation not recorded, in order, on the reader's thread.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public Task<IngestSession> OpenIngest(Action<IngestError> onError, CancellationToken cancellationToken = default) =>
        IngestSession.Open(Ingesting, onError, cancellationToken);

    public void Dispose() => _channel.Dispose();

    /// <returns>False when the stream ended, or broke in a way that connecting again may mend.</returns>
    static async Task<bool> Next(IAsyncStreamReader<WatchTwinsResponse> stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNext(cancellationToken);
        }
        catch (RpcException e)
            when (e.StatusCode == StatusCode.Unavailable && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
