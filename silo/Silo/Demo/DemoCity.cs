using System.Net;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Simulator.Fleets;
using Qianliyan.Simulator.Running;

namespace Qianliyan.Silo.Demo;

/// <summary>The simulated city: its registry goes in like any other, its devices come in over real TCP.</summary>
sealed class DemoCity(SiloSettings settings, IGridProjection grid, IGrainFactory grains, TimeProvider time)
{
    const int Seed = 7;
    static readonly TimeSpan FirstHistory = TimeSpan.FromHours(3);

    public Fleet Fleet { get; } = Fleet.City(Seed, new CityOptions(), grid);

    /// <summary>
    /// The devices go on where an earlier run on the same data ended: from a clock set back, everything would come late
    /// and no live value would move.
    /// </summary>
    public async Task<FleetRunner> CreateRunner()
    {
        IPAddress address = settings.Listen.Equals(IPAddress.Any) ? IPAddress.Loopback : settings.Listen;
        var now = BeijingTime.From(time.GetUtcNow());
        BeijingTime newest = await NewestData();
        bool goesOn = settings.DemoSpeed > 1 && newest > now.AddSeconds(-BeijingTime.SecondsPerDay);
        return new FleetRunner(
            Fleet,
            new IPEndPoint(address, settings.Hj212Port),
            time,
            new FleetOptions
            {
                Speed = settings.DemoSpeed,
                Start = !goesOn ? null : newest < now ? newest : now,
                History = goesOn ? TimeSpan.Zero : FirstHistory,
            });
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

    async Task<BeijingTime> NewestData()
    {
        TwinStatus[] statuses = await Task.WhenAll(
            Fleet.Points.Select(point => grains.GetTwin(point.Twin).GetStatus().AsTask()));
        return statuses.Cast<PointStatus>().Max(point => point.LastDataTime);
    }
}
