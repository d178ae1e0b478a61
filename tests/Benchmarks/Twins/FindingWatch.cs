using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>Listens to the findings of the whole nation.</summary>
sealed class FindingWatch(ChannelBase channel)
{
    long _findings;

    /// <summary>Findings shown so far, those dropped included.</summary>
    public long Findings => Volatile.Read(ref _findings);

    /// <summary>Listens until cancelled, which is how it is meant to end.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        var request = new WatchTwinsRequest { Region = "regions/000000", View = TwinView.Basic, IncludeFindings = true };
        try
        {
            using AsyncServerStreamingCall<WatchTwinsResponse> call =
                new TwinService.TwinServiceClient(channel).WatchTwins(request, cancellationToken: cancellationToken);
            long received = 0;
            await foreach (WatchTwinsResponse response in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                received += response.Findings.Count;
                Volatile.Write(ref _findings, received + response.DroppedFindingCount);
            }
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested
            && e is RpcException or OperationCanceledException)
        {
            return;
        }
    }
}
