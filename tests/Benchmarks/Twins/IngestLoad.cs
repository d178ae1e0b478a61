using Grpc.Net.Client;
using HdrHistogram;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>Several ingest streams side by side, each over a connection of its own.</summary>
sealed class IngestLoad : IDisposable
{
    public const int Streams = 8;
    public const int BatchSize = 64;
    public const int BatchesInFlight = 16;

    readonly GrpcChannel[] _channels;
    readonly PointFeed[] _feeds;

    public IngestLoad(Uri server, PointSet points, UploadPlan plan)
    {
        _channels = [.. Enumerable.Range(0, Streams).Select(_ => GrpcChannel.ForAddress(server))];
        _feeds = [.. Enumerable.Range(0, Streams).Select(i => new PointFeed(points, plan, i, Streams, BatchSize))];
    }

    public void Dispose() => Array.ForEach(_channels, channel => channel.Dispose());

    /// <summary>Sends the whole plan.</summary>
    /// <returns>Observations acknowledged, and the time it took.</returns>
    public async Task<(long Observations, TimeSpan Elapsed)> RunAll(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        IngestStream[] streams = Open();
        await Task.WhenAll(streams.Select(stream => stream.Run(CancellationToken.None, cancellationToken)));
        return (streams.Sum(stream => stream.Acknowledged), TimeProvider.System.GetElapsedTime(began));
    }

    /// <summary>Sends for a while and makes a row of it; a later call goes on where this one ended.</summary>
    /// <exception cref="InvalidOperationException">An observation was not recorded, or was held already.</exception>
    public async Task<Row> Run(
        string what, TimeSpan warmUp, TimeSpan duration, int serverProcessId, SiloMetrics? metrics,
        CancellationToken cancellationToken)
    {
        double load = MachineReading.Load();
        IngestStream[] streams = Open();
        using var stop = new CancellationTokenSource();
        Task running = Task.WhenAll(streams.Select(stream => stream.Run(stop.Token, cancellationToken)));
        await Task.WhenAny(running, Task.Delay(warmUp, cancellationToken));

        double allocated = metrics is null ? 0 : await metrics.AllocatedBytes(cancellationToken);
        long before = streams.Sum(stream => stream.Acknowledged);
        Array.ForEach(streams, stream => stream.TakeLatency());
        CpuMeter cpu = CpuMeter.Start(serverProcessId);
        await Task.WhenAny(running, Task.Delay(duration, cancellationToken));
        CpuUse used = cpu.Read();
        long observations = streams.Sum(stream => stream.Acknowledged) - before;
        var latency = new LongHistogram(1, 600_000_000, 3);
        foreach (IngestStream stream in streams)
            latency.Add(stream.TakeLatency());
        if (metrics is not null)
            allocated = await metrics.AllocatedBytes(cancellationToken) - allocated;
        await stop.CancelAsync();
        await running;
        if (streams.Sum(stream => stream.Repeated) is > 0 and long repeated)
            throw new InvalidOperationException($"{what}: {repeated} observations were held already.");
        return new Row
        {
            What = what,
            Rate = observations / used.Elapsed.TotalSeconds,
            Unit = "observations/s",
            Latency = Latency.Of(latency),
            AllocatedBytes = metrics is null ? null : allocated / Math.Max(1, observations),
            Cpu = used,
            LoadBefore = load,
        };
    }

    IngestStream[] Open() =>
        [.. _channels.Zip(_feeds, (channel, feed) => new IngestStream(channel, feed, BatchesInFlight))];
}
