using Grpc.Core;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>
/// What all twins of a set of points answer: how many, how many entries their journals have, how bad they stand.
/// </summary>
/// <param name="Twins">Points, enterprises and regions that answered.</param>
/// <param name="Entries">The sum of their sequence numbers.</param>
/// <param name="NotNormal">Twins that stand above normal.</param>
readonly record struct Census(int Twins, long Entries, int NotNormal)
{
    const int NamesPerCall = 500;
    const int CallsAtATime = 4;

    /// <summary>Asks every twin.</summary>
    public static async Task<Census> Take(ChannelBase channel, PointSet points, CancellationToken cancellationToken)
    {
        var client = new TwinService.TwinServiceClient(channel);
        string[] regions = [.. Enumerable.Range(0, points.Enterprises).Select(PointSet.RegionOfEnterprise).Distinct()];
        IEnumerable<Func<Task<Census>>> calls =
        [
            .. Enumerable.Range(0, points.Count).Select(points.NameOf).Chunk(NamesPerCall).Select(
                names => (Func<Task<Census>>)(() => Points(client, names, cancellationToken))),
            .. Enumerable.Range(0, points.Enterprises)
                .Select(i => $"enterprises/{points.EnterpriseAt(i)}")
                .Chunk(NamesPerCall)
                .Select(names => (Func<Task<Census>>)(() => Enterprises(client, names, cancellationToken))),
            () => Regions(client, [.. regions.Select(code => $"regions/{code}")], cancellationToken),
        ];
        var sum = new Census();
        var gate = new Lock();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = CallsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(calls, limits, async (call, _) =>
        {
            Census part = await call();
            lock (gate)
                sum = new Census(sum.Twins + part.Twins, sum.Entries + part.Entries, sum.NotNormal + part.NotNormal);
        });
        return sum;
    }

    static async Task<Census> Points(
        TwinService.TwinServiceClient client, string[] names, CancellationToken cancellationToken)
    {
        BatchGetPointsResponse answer = await client.BatchGetPointsAsync(
            new BatchGetPointsRequest { Names = { names } }, cancellationToken: cancellationToken);
        return Of(answer.Points.Select(twin => (twin.Sequence, twin.Level)));
    }

    static async Task<Census> Enterprises(
        TwinService.TwinServiceClient client, string[] names, CancellationToken cancellationToken)
    {
        BatchGetEnterprisesResponse answer = await client.BatchGetEnterprisesAsync(
            new BatchGetEnterprisesRequest { Names = { names } }, cancellationToken: cancellationToken);
        return Of(answer.Enterprises.Select(twin => (twin.Sequence, twin.Level)));
    }

    static async Task<Census> Regions(
        TwinService.TwinServiceClient client, string[] names, CancellationToken cancellationToken)
    {
        BatchGetRegionsResponse answer = await client.BatchGetRegionsAsync(
            new BatchGetRegionsRequest { Names = { names } }, cancellationToken: cancellationToken);
        return Of(answer.Regions.Select(twin => (twin.Sequence, twin.Level)));
    }

    static Census Of(IEnumerable<(long Sequence, Level Level)> twins)
    {
        var sum = new Census();
        foreach ((long sequence, Level level) in twins)
            sum = new Census(sum.Twins + 1, sum.Entries + sequence, sum.NotNormal + (level > Level.Normal ? 1 : 0));
        return sum;
    }
}
