using System.Net;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Running;

/// <summary>Runs the loggers of a fleet against a gateway, each over a TCP connection of its own.</summary>
public sealed class FleetRunner
{
    readonly SimulatedClock _clock;
    readonly FleetCounters _counters = new();
    readonly LoggerRunner[] _runners;

    /// <exception cref="ArgumentOutOfRangeException">A speed of zero or less.</exception>
    public FleetRunner(Fleet fleet, IPEndPoint gateway, TimeProvider time, FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        _clock = new SimulatedClock(time, options);
        _runners =
        [
            .. fleet.Loggers.Select(
                logger => new LoggerRunner(logger, fleet.Events, gateway, time, _clock, options, _counters)),
        ];
    }

    /// <summary>The simulated moment at which the script of the fleet begins.</summary>
    public Domain.Time.BeijingTime Start => _clock.Start;

    public FleetProgress Progress => new()
    {
        Loggers = _runners.Length,
        Connected = Volatile.Read(ref _counters.Connected),
        Sent = Interlocked.Read(ref _counters.Sent),
        Acknowledged = Interlocked.Read(ref _counters.Acknowledged),
        Unanswerable = Interlocked.Read(ref _counters.Unanswerable),
        Resent = Interlocked.Read(ref _counters.Resent),
        Pending = Interlocked.Read(ref _counters.Pending),
        Abandoned = Interlocked.Read(ref _counters.Abandoned),
        Reconnects = Interlocked.Read(ref _counters.Links) - Volatile.Read(ref _counters.EverConnected),
        Requests = Interlocked.Read(ref _counters.Requests),
        MedianLatency = _counters.Percentile(50),
        Latency99 = _counters.Percentile(99),
        Now = Domain.Time.BeijingTime.From(_clock.Now),
    };

    /// <summary>Runs until cancelled. A gateway that is down is tried again; nothing it does ends the fleet.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(_runners.Select(runner => runner.RunAsync(cancellation)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Cancellation is how a fleet ends.
        }
    }
}
