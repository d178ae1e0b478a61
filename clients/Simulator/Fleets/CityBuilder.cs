using System.Globalization;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Fleets;

/// <summary>Turns the plan into records and devices.</summary>
sealed class CityBuilder(int seed, CityOptions options, IGridProjection? grid)
{
    static readonly RegionCode City = RegionCode.Parse("130100");

    readonly ulong _seed = Noise.Mix((ulong)seed);
    readonly List<EnterpriseRecord> _enterprises = [];
    readonly List<IncineratorRecord> _incinerators = [];
    readonly List<DataLogger> _loggers = [];

    public Fleet Build()
    {
        for (int i = 0; i < CityPlan.Sites.Length; i++)
            AddSite(CityPlan.Sites[i], i + 1);
        IReadOnlyList<DataLogger> stations = new StationBuilder(_seed, options, Cell).Build();
        _loggers.AddRange(stations);
        _loggers.Add(Stranger());
        return new Fleet
        {
            Seed = seed,
            Regions = [.. CityPlan.Regions.Select(region => new RegionRecord(Region(region.Code), region.Name))],
            Enterprises = _enterprises,
            Incinerators = _incinerators,
            Cells =
            [
                .. stations.SelectMany(logger => logger.Outlets)
                    .Where(outlet => outlet.Point is { Kind: PointKind.MicroStation, CoarseCell: not null })
                    .Select(outlet => outlet.Point.CoarseCell!.Value)
                    .Distinct()
                    .Order()
                    .Select(cell => new CellRecord(cell, City, IsHot: true)),
            ],
            Loggers = _loggers,
            Events = options.Events ? CityEvents.For(_loggers) : [],
        };
    }

    public static RegionCode Region(int code) => RegionCode.Parse(code.ToString("D6", CultureInfo.InvariantCulture));

    public static string Password(ulong seed) =>
        (Noise.Mix(seed) % 900_000 + 100_000).ToString(CultureInfo.InvariantCulture);

    void AddSite(PlannedSite site, int number)
    {
        var id = EnterpriseId.Parse(
            string.Create(CultureInfo.InvariantCulture, $"9113{site.County % 10_000:D4}SIM{number:D7}"));
        var location = new Wgs84(site.Longitude, site.Latitude);
        _enterprises.Add(new EnterpriseRecord
        {
            Id = id,
            Name = site.Name,
            Industry = site.Industry,
            Region = Region(site.County),
            Location = location,
            FineCell = Cell(location),
            Contacts = [string.Create(CultureInfo.InvariantCulture, $"环保值班 0311-000{number:D4}")],
        });

        var outlets = new List<Outlet>();
        for (int i = 0; i < site.Outlets.Length; i++)
            outlets.Add(BuildOutlet(site, number, i, id, outlets));
        if (site.OneLogger)
            _loggers.Add(new DataLogger(site.Name, outlets));
        else
            _loggers.AddRange(outlets.Select(outlet => new DataLogger($"{site.Name} {outlet.Point.Name}", [outlet])));
    }

    Outlet BuildOutlet(PlannedSite site, int number, int index, EnterpriseId enterprise, List<Outlet> before)
    {
        PlannedOutlet planned = site.Outlets[index];
        bool isWater = planned.Kind is SiteKind.Water or SiteKind.TreatmentPlant;
        string st = isWater ? "32" : "31";
        string mn = planned.SharesMn ? before[^1].Id.Mn : Mn(site, number, index, isWater);
        ulong own = Noise.Derive(_seed, mn + st);
        Blueprint blueprint = Blueprint.Of(planned.Kind);
        var point = new PointId(mn, st);
        IncineratorId? furnace =
            planned.Kind == SiteKind.Furnace ? AddFurnace(site, number, index, enterprise, point) : null;
        var location = new Wgs84(
            Math.Round(site.Longitude + index * 0.0004, 6), Math.Round(site.Latitude + index * 0.0003, 6));
        string password = planned.SharesMn ? before[^1].Password : Password(own);
        return new Outlet
        {
            Point = new PointRecord
            {
                Id = point,
                Name = planned.Name,
                Kind = furnace is not null ? PointKind.IncineratorFlueGas
                    : isWater ? PointKind.WasteWater
                    : PointKind.FlueGas,
                Region = Region(site.County),
                Enterprise = enterprise,
                Incinerator = furnace,
                Location = location,
                FineCell = Cell(location),
                Password = new DevicePassword(password),
                Limits = blueprint.Limits.ToValueList(),
                ReferenceOxygen = blueprint.ReferenceOxygen,
                MinuteInterval = RegistryRules.DefaultMinuteInterval,
                Tags = ["模拟"],
            },
            Version = site.Version,
            Password = password,
            Signals = blueprint.Signals,
            Devices =
            [
                .. Enumerable.Range(1, blueprint.DeviceCount)
                    .Select(device => FactorCode.Parse(string.Create(CultureInfo.InvariantCulture, $"SB{device:D3}"))),
            ],
            Seed = own,
            SiteSeed = Noise.Derive(_seed, site.Name),
        };
    }

    IncineratorId AddFurnace(PlannedSite site, int number, int index, EnterpriseId enterprise, PointId point)
    {
        string furnace = (index + 1).ToString(CultureInfo.InvariantCulture);
        var id = new IncineratorId(string.Create(CultureInfo.InvariantCulture, $"SIM{number:D4}"), furnace);
        _incinerators.Add(new IncineratorRecord
        {
            Id = id,
            Name = $"{furnace}号焚烧炉",
            Enterprise = enterprise,
            Region = Region(site.County),
            EmissionPoint = point,
            TemperaturePoint = point,
        });
        return id;
    }

    /// <summary>A device that sends properly but stands in no registry.</summary>
    DataLogger Stranger()
    {
        Blueprint blueprint = Blueprint.Of(SiteKind.PowerBoiler);
        const string mn = "130199FFFF00000000000001";
        return new DataLogger("未登记设备",
        [
            new Outlet
            {
                Point = new PointRecord
                {
                    Id = new PointId(mn, "31"),
                    Name = "未登记设备",
                    Kind = PointKind.FlueGas,
                    Region = City,
                    MinuteInterval = RegistryRules.DefaultMinuteInterval,
                    ReferenceOxygen = blueprint.ReferenceOxygen,
                },
                Version = ProtocolVersion.V2017,
                Password = "123456",
                Signals = blueprint.Signals,
                Seed = Noise.Derive(_seed, mn),
                SiteSeed = Noise.Derive(_seed, mn),
                IsRegistered = false,
            },
        ]);
    }

    CellId? Cell(Wgs84 location) =>
        grid is null ? null : CellId.Containing(City, GridResolution.Fine, grid.Project(location));

    /// <summary>24 hex digits; 14 for a device of 2005.</summary>
    static string Mn(PlannedSite site, int number, int index, bool isWater)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture, $"{site.County:D6}{number:D4}{(isWater ? 32 : 31)}{index + 1:D2}");
        return site.Version == ProtocolVersion.V2005 ? head : head + "A8900016F0";
    }
}
