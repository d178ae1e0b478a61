using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Simulator.Fleets;

/// <summary>The script of the city: something of each kind is to be seen within the first half minute.</summary>
static class CityEvents
{
    const int HighStations = 4;

    public static IReadOnlyList<FleetEvent> For(IReadOnlyList<DataLogger> loggers)
    {
        Outlet furnace = Find(loggers, "2号焚烧炉烟气排放口");
        var events = new List<FleetEvent>
        {
            Scaled(
                Find(loggers, "1号锅炉脱硫出口"), Factors.NitrogenOxides, 2.4, Hours(-2), Hours(3.5), Hours(12),
                "NOx over the permitted hour mean since two hours ago"),
            Scaled(
                Find(loggers, "烧结机头"), Factors.SulphurDioxide, 2.6, TimeSpan.FromSeconds(15), Hours(1.25), Hours(4),
                "SO2 rises over the permitted hour mean"),
            Cold(
                furnace, TimeSpan.FromMinutes(-50), TimeSpan.FromMinutes(25), Hours(24),
                "furnace was below 850 degrees"),
            Cold(
                furnace, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(30), Hours(6),
                "furnace falls below 850 degrees"),
            new()
            {
                Kind = FleetEventKind.Maintenance,
                Story = "maintenance: values carry flag M",
                Outlet = Find(loggers, "窑头排放口").Id,
                First = TimeSpan.FromMinutes(-10),
                Length = TimeSpan.FromMinutes(50),
                Every = Hours(5),
            },
            OfLogger(
                FleetEventKind.LinkLost, LoggerOf(loggers, "二期排口"), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(4),
                TimeSpan.FromMinutes(40), "link lost for four minutes, then back-fill"),
            OfLogger(
                FleetEventKind.WrongCrc, LoggerOf(loggers, "1号熔窑"), TimeSpan.Zero, Hours(1), Hours(1),
                "one frame in twelve comes with a wrong checksum first"),
        };
        IEnumerable<Outlet> high = loggers
            .SelectMany(logger => logger.Outlets)
            .Where(outlet => outlet.Point.Kind == PointKind.MicroStation)
            .OrderByDescending(outlet => outlet.Point.Location!.Value.Longitude)
            .Take(HighStations);
        foreach (Outlet outlet in high)
        {
            foreach (FactorCode factor in new[] { Factors.FineParticles, Factors.InhalableParticles })
            {
                events.Add(Scaled(
                    outlet, factor, 2.2, Hours(-1.5), Hours(4), Hours(12),
                    "PM stands out from the neighbouring cells"));
            }
        }

        return events;
    }

    static FleetEvent Scaled(
        Outlet outlet,
        FactorCode factor,
        double amount,
        TimeSpan first,
        TimeSpan length,
        TimeSpan every,
        string story) =>
        new()
        {
            Kind = FleetEventKind.Scaled,
            Story = story,
            Outlet = outlet.Id,
            Factor = factor,
            Amount = amount,
            First = first,
            Length = length,
            Every = every,
        };

    static FleetEvent Cold(Outlet outlet, TimeSpan first, TimeSpan length, TimeSpan every, string story) =>
        Scaled(outlet, Factors.FurnaceTemperature, -110, first, length, every, story) with
        {
            Kind = FleetEventKind.Shifted,
        };

    static FleetEvent OfLogger(
        FleetEventKind kind, DataLogger logger, TimeSpan first, TimeSpan length, TimeSpan every, string story) =>
        new() { Kind = kind, Story = story, Logger = logger.Name, First = first, Length = length, Every = every };

    static Outlet Find(IReadOnlyList<DataLogger> loggers, string name) =>
        loggers.SelectMany(logger => logger.Outlets).First(outlet => outlet.Point.Name == name);

    static DataLogger LoggerOf(IReadOnlyList<DataLogger> loggers, string outlet) =>
        loggers.First(logger => logger.Outlets.Any(candidate => candidate.Point.Name == outlet));

    static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
