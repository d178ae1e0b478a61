using System.Reflection;
using Qianliyan.Abstractions;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Gateway;
using Qianliyan.Grains.Twins;
using Qianliyan.Storage;

namespace Qianliyan.Silo.Operations;

/// <summary>Looks every few seconds what this silo did since the last time, for those who ask how it is.</summary>
sealed class SiloPulse(
    GatewayInstruments gateway,
    DeviceConnectionHandler devices,
    StorageInstruments storage,
    ActiveTwins active,
    TwinServices twins,
    SiloDrain drain,
    TimeProvider time)
    : BackgroundService, ISiloReporter
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>Of this build.</summary>
    public static readonly string Version = typeof(SiloPulse).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    readonly long _started = time.GetUtcNow().ToUnixTimeMilliseconds();
    volatile Rates _rates = new(0, 0, new StorageLoad(0, 0, 0));
    long _lastBeat = time.GetTimestamp();

    /// <summary>Since the last beat; of a process whose threads are stuck it grows.</summary>
    public TimeSpan SinceBeat => time.GetElapsedTime(Volatile.Read(ref _lastBeat));

    public SiloReport Report(WatchLoad watches) => new(
        Version,
        _started,
        drain.HasBegun,
        new SiloLoad(_rates.Cores, Environment.WorkingSet, devices.OpenConnections, _rates.Frames),
        _rates.Storage,
        twins.LateLanes.Report(),
        watches,
        active.Count(),
        twins.SlowTurns.Take());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        long looked = time.GetTimestamp();
        long frames = gateway.Frames;
        TimeSpan used = Environment.CpuUsage.TotalTime;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                double seconds = time.GetElapsedTime(looked).TotalSeconds;
                looked = time.GetTimestamp();
                Volatile.Write(ref _lastBeat, looked);
                CommitInterval commits = storage.TakeCommits();
                _rates = new Rates(
                    (Environment.CpuUsage.TotalTime - used).TotalSeconds / seconds,
                    (gateway.Frames - frames) / seconds,
                    new StorageLoad(commits.Commits / seconds, commits.MedianMs, commits.P99Ms));
                frames = gateway.Frames;
                used = Environment.CpuUsage.TotalTime;
                twins.SlowTurns.BeginMinute();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    sealed record Rates(double Cores, double Frames, StorageLoad Storage);
}
