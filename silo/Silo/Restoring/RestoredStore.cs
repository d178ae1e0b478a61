using Qianliyan.Storage.Backups;

namespace Qianliyan.Silo.Restoring;

/// <summary>Lets no silo start on a store whose restore was begun and not finished.</summary>
sealed class RestoredStore(RestoreMark mark) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => mark.EnsureFinishedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
