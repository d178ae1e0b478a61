using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Simulator.Fleets;

/// <summary>
/// An invented city: what is registered of it, the devices that speak for it, and what happens to them. The same seed
/// gives the same fleet and the same values. No name in it stands for a real enterprise.
/// </summary>
public sealed record Fleet
{
    public required int Seed { get; init; }

    /// <summary>Nation, province, city and counties.</summary>
    public required IReadOnlyList<RegionRecord> Regions { get; init; }

    public required IReadOnlyList<EnterpriseRecord> Enterprises { get; init; }

    public required IReadOnlyList<IncineratorRecord> Incinerators { get; init; }

    /// <summary>The hot 3 km cells; empty without a projection.</summary>
    public required IReadOnlyList<CellRecord> Cells { get; init; }

    public required IReadOnlyList<DataLogger> Loggers { get; init; }

    public required IReadOnlyList<FleetEvent> Events { get; init; }

    /// <summary>All outlets, the unregistered one included.</summary>
    public IEnumerable<Outlet> Outlets => Loggers.SelectMany(logger => logger.Outlets);

    /// <summary>The registered points.</summary>
    public IEnumerable<PointRecord> Points =>
        Outlets.Where(outlet => outlet.IsRegistered).Select(outlet => outlet.Point);

    /// <summary>
    /// A city with the codes of Shijiazhuang (130100): 12 enterprises with 26 flue gas and waste water outlets, a plant
    /// with two furnaces, control stations and micro-stations.
    /// </summary>
    /// <param name="seed">Decides positions and values.</param>
    /// <param name="options">The size of the city.</param>
    /// <param name="grid">Puts points into cells; without one no record has a cell.</param>
    public static Fleet City(int seed, CityOptions options, IGridProjection? grid) =>
        new CityBuilder(seed, options, grid).Build();
}
