using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Qianliyan.Silo.Operations;

/// <summary>
/// Alive means that the silo's pulse beats: timers fire, and threads take up work. A store that is away or a drain is
/// nothing that a restart would mend.
/// </summary>
sealed class PulseHealth(SiloPulse pulse) : IHealthCheck
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            pulse.SinceBeat <= Longest
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"No beat for {pulse.SinceBeat.TotalSeconds:0} s."));
}
