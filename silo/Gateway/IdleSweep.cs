using Microsoft.Extensions.Hosting;

namespace Qianliyan.Gateway;

/// <summary>Looks for idle connections every few seconds.</summary>
sealed class IdleSweep(DeviceConnectionHandler connections, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                connections.CutOffIdle();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }
}
