using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Qianliyan.Silo.Operations;

/// <summary>Started means that the silo is an active member of its cluster; one that the others declared dead is not.</summary>
sealed class MembershipHealth(IClusterMembershipService membership, ILocalSiloDetails self) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        SiloStatus status = membership.CurrentSnapshot.GetSiloStatus(self.SiloAddress);
        return Task.FromResult(
            status == SiloStatus.Active
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The silo is {status} in its cluster."));
    }
}
