using System.Diagnostics;
using Grpc.Net.Client;
using HdrHistogram;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>Asks for points by name, one at a time per caller, names at random.</summary>
sealed class GetLoad(Uri server, PointSet points) : IDisposable
{
    public const int Callers = 64;
    public const int Connections = 4;
    const long HighestMicroseconds = 60_000_000;

    readonly GrpcChannel[] _channels =
        [.. Enumerable.Range(0, Connections).Select(_ => GrpcChannel.ForAddress(server))];
    readonly string[] _names = [.. Enumerable.Range(0, points.Count).Select(points.NameOf)];

    public void Dispose() => Array.ForEach(_channels, channel => channel.Dispose());

    /// <exception cref="InvalidOperationException">
    /// An answer was about another point; not checked of a ceiling.
    /// </exception>
    public async Task<Row> Run(
        string what, TimeSpan warmUp, TimeSpan duration, int serverProcessId, SiloMetrics? metrics,
        CancellationToken cancellationToken)
    {
        double load = MachineReading.Load();
        bool isSilo = metrics is not null;
        using var stop = new CancellationTokenSource();
        var callers = new Caller[Callers];
        for (int i = 0; i < callers.Length; i++)
            callers[i] = new Caller(_channels[i % Connections], _names, isSilo, seed: i);
        Task running = Task.WhenAll(
            callers.Select(caller => Task.Run(() => caller.Run(stop.Token, cancellationToken), cancellationToken)));
        await Task.WhenAny(running, Task.Delay(warmUp, cancellationToken));

        double allocated = metrics is null ? 0 : await metrics.AllocatedBytes(cancellationToken);
        foreach (Caller caller in callers)
            caller.Take();
        CpuMeter cpu = CpuMeter.Start(serverProcessId);
        await Task.WhenAny(running, Task.Delay(duration, cancellationToken));
        CpuUse used = cpu.Read();
        var latency = new LongHistogram(1, HighestMicroseconds, 3);
        foreach (Caller caller in callers)
            latency.Add(caller.Take());
        if (metrics is not null)
            allocated = await metrics.AllocatedBytes(cancellationToken) - allocated;
        await stop.CancelAsync();
        await running;
        return new Row
        {
            What = what,
            Rate = latency.TotalCount / used.Elapsed.TotalSeconds,
            Unit = "calls/s",
            Latency = Latency.Of(latency),
            AllocatedBytes = metrics is null ? null : allocated / Math.Max(1, latency.TotalCount),
            Cpu = used,
            LoadBefore = load,
        };
    }

    sealed class Caller(GrpcChannel channel, string[] names, bool checksName, int seed)
    {
        readonly TwinService.TwinServiceClient _client = new(channel);
        readonly Random _random = new(seed);
        readonly GetPointRequest _request = new();
        readonly Lock _gate = new();
        LongHistogram _latency = NewHistogram();

        public async Task Run(CancellationToken stop, CancellationToken cancellationToken)
        {
            while (!stop.IsCancellationRequested)
            {
                _request.Name = names[_random.Next(names.Length)];
                long began = Stopwatch.GetTimestamp();
                Point point = await _client.GetPointAsync(_request, cancellationToken: cancellationToken);
                long microseconds = (long)Stopwatch.GetElapsedTime(began).TotalMicroseconds;
                if (checksName && point.Name != _request.Name)
                    throw new InvalidOperationException($"Asked for {_request.Name}, got {point.Name}.");
                lock (_gate)
                    _latency.RecordValue(Math.Clamp(microseconds, 1, HighestMicroseconds));
            }
        }

        /// <summary>Takes the latencies since the last call.</summary>
        public LongHistogram Take()
        {
            lock (_gate)
            {
                LongHistogram taken = _latency;
                _latency = NewHistogram();
                return taken;
            }
        }

        static LongHistogram NewHistogram() => new(1, HighestMicroseconds, 3);
    }
}
