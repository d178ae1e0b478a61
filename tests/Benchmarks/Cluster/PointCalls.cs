using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Cluster;

/// <summary>The points of a load run, asked over gRPC.</summary>
static class PointCalls
{
    public static string NameOf(int index) => FormattableString.Invariant($"points/LT{index + 1:D6}-31");

    /// <summary>Asks every point until there is an answer, as a client that retries does.</summary>
    public static Task AllAnswer(TwinService.TwinServiceClient client, int points, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, points).Select(index => Answers(client, index, cancellationToken)));

    static async Task Answers(TwinService.TwinServiceClient client, int index, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await client.GetPointAsync(
                    new GetPointRequest { Name = NameOf(index) }, deadline: DateTime.UtcNow.AddSeconds(30),
                    cancellationToken: cancellationToken);
                return;
            }
            catch (RpcException e) when (e.StatusCode is not StatusCode.NotFound)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
