using System.Net;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;
using Qianliyan.Simulator.Fleets;
using Qianliyan.Simulator.Running;

namespace Qianliyan.Silo.Demo;

/// <summary>The simulated city: its registry goes in like any other, its devices come in over real TCP.</summary>
sealed class DemoCity(SiloSettings settings, IGridProjection grid, IGrainFactory grains, TimeProvider time)
{
    const int Seed = 7;

    public Fleet Fleet { get; } = Fleet.City(Seed, new CityOptions(), grid);

    public FleetRunner CreateRunner()
    {
        IPAddress address = settings.Listen.Equals(IPAddress.Any) ? IPAddress.Loopback : settings.Listen;
        return new FleetRunner(
            Fleet,
            new IPEndPoint(address, settings.Hj212Port),
            time,
            new FleetOptions { Speed = settings.DemoSpeed, History = TimeSpan.FromHours(3) });
    }

    public async Task Register(CancellationToken cancellationToken)
    {
        IEnumerable<RegistryRecord> records =
            [.. Fleet.Regions, .. Fleet.Enterprises, .. Fleet.Incinerators, .. Fleet.Cells, .. Fleet.Points];
        foreach (RegistryRecord record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await grains.GetTwin(record.Twin).Register(record);
        }
    }
}
