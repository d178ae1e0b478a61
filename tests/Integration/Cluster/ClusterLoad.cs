using Qianliyan.Integration.Silos;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Integration.Cluster;

/// <summary>Devices that report to all silos of a cluster while some of them come and go; the first stays.</summary>
static class ClusterLoad
{
    const int Points = 60;
    const int FramesBetweenLosses = 600;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Afterwards everything that was acknowledged must be there once.</summary>
    public static async Task Under(SiloCluster cluster, Func<LoadRunner, Task> losses)
    {
        string log = Path.Combine(Path.GetTempPath(), $"acked-{cluster.Silos[0].ProcessId}.log");
        await using var front = new DeviceFront(cluster.Silos);
        var load = new LoadRunner(
            new LoadOptions
            {
                Gateway = front.Endpoint,
                Connections = Points,
                Points = Points,
                Rate = 200,
                Warmup = TimeSpan.Zero,
                Duration = TimeSpan.FromMinutes(10),
                AnswerTimeout = TimeSpan.FromSeconds(5),
                Reconnect = true,
                AckedLog = log,
            },
            TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<LoadResult> running = load.RunAsync(stop.Token);
        await losses(load);
        await stop.CancelAsync();
        await running;
        await AcknowledgedFrames.ShouldAllBeHeldOnce(cluster.Silos[0].Grpc, log, Points, Cancellation);
        File.Delete(log);
    }

    /// <summary>Waits until many more frames are acknowledged.</summary>
    public static async Task Acknowledged(LoadRunner load)
    {
        long target = load.Acknowledged + FramesBetweenLosses;
        await Eventually.Get(
            () => Task.FromResult(load.Acknowledged), acknowledged => acknowledged >= target,
            "frames are acknowledged", Cancellation);
    }
}
