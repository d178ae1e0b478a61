using Microsoft.Extensions.Diagnostics.HealthChecks;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Silo;

/// <summary>Ready means that the journal can be read.</summary>
sealed class SiloHealth(IJournal journal) : IHealthCheck
{
    const string Probe = "regions/000000";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await journal.ReadCheckpointAsync(Probe, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageException e)
        {
            return HealthCheckResult.Unhealthy("The journal cannot be read.", e);
        }
    }
}
