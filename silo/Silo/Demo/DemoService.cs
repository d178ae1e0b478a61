using Qianliyan.Simulator.Running;
using Spectre.Console;

namespace Qianliyan.Silo.Demo;

/// <summary>Registers the city, starts its fleet, and shows what the twins know, once a second.</summary>
sealed class DemoService(
    DemoCity city, SiloSettings settings, IGrainFactory grains, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(
            started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await city.Register(stoppingToken);
        FleetRunner runner = await city.CreateRunner();
        Task fleet = runner.RunAsync(stoppingToken);
        var view = new DemoView(city, settings, grains, runner);
        view.ShowAddresses();
        if (AnsiConsole.Profile.Capabilities.Interactive)
            await view.Live(stoppingToken);
        else
            await view.Lines(stoppingToken);
        await fleet;
    }
}
