using Microsoft.Extensions.Diagnostics.HealthChecks;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Silo;

/// <summary>Ready means that the journal can be read, and that the silo is not about to leave.</summary>
sealed class SiloHealth(IJournal journal, SiloDrain drain) : IHealthCheck
{
    const string Probe = "regions/000000";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (drain.HasBegun)
            return HealthCheckResult.Unhealthy("The silo drains.");
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
