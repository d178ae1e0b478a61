using System.Runtime.InteropServices;
using Qianliyan.Abstractions.Operations;

namespace Qianliyan.Silo.Operations;

/// <summary>
/// How a silo ends: SIGTERM, SIGINT and an operator's drain let it drain first, for as long as load balancers need to
/// notice; a second signal ends that wait.
/// </summary>
sealed partial class DrainingLifetime(
    SiloDrain drain,
    SiloSettings settings,
    IHostApplicationLifetime application,
    TimeProvider time,
    ILogger<DrainingLifetime> logger)
    : IHostLifetime, IDisposable
{
    readonly List<PosixSignalRegistration> _signals = [];
    CancellationTokenRegistration _onDrain;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        _onDrain = drain.Begun.Register(() => _ = StopAfterGrace());
        application.ApplicationStopping.Register(drain.Begin);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _onDrain.Dispose();
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }

    void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (drain.HasBegun)
            application.StopApplication();
        else
            drain.Begin();
    }

    async Task StopAfterGrace()
    {
        TimeSpan grace = application.ApplicationStopping.IsCancellationRequested ? TimeSpan.Zero : settings.DrainTime;
        LogDraining(logger, grace.TotalSeconds);
        await Task.Delay(grace, time, application.ApplicationStopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        application.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Information, "Draining: no device and no stream is taken; leaving in {Seconds} s.")]
    static partial void LogDraining(ILogger logger, double seconds);
}
