using System.Globalization;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Fleets;

/// <summary>The stations that measure the city's air: control stations and micro-stations (ST=22).</summary>
sealed class StationBuilder(ulong seed, CityOptions options, Func<Wgs84, CellId?> cellOf)
{
    const double West = 114.480;
    const double East = 114.565;
    const double South = 38.015;
    const double North = 38.078;

    static readonly (string Name, int County)[] Quarters =
        [("长安", 130102), ("桥西", 130104), ("新华", 130105), ("裕华", 130108)];

    public IReadOnlyList<DataLogger> Build() =>
    [
        .. Enumerable.Range(1, options.AmbientStations).Select(i => Station(i, PointKind.AmbientAir)),
        .. Enumerable.Range(1, options.MicroStations).Select(i => Station(i, PointKind.MicroStation)),
    ];

    DataLogger Station(int number, PointKind kind)
    {
        bool isMicro = kind == PointKind.MicroStation;
        string mn = string.Create(CultureInfo.InvariantCulture, $"130100{(isMicro ? 'A' : 'B')}{number:D7}22E0000000");
        ulong own = Noise.Derive(seed, mn);
        var location = new Wgs84(
            Math.Round(West + (East - West) * Share(own, 1), 6),
            Math.Round(South + (North - South) * Share(own, 2), 6));
        (string quarter, int county) = Quarters[(location.Longitude < (West + East) / 2 ? 1 : 0)
            + (location.Latitude < (South + North) / 2 ? 2 : 0)];
        string name = string.Create(CultureInfo.InvariantCulture, $"{quarter}{(isMicro ? "微型站" : "空气站")}{number:D2}");
        string password = CityBuilder.Password(own);
        double level = 0.85 + 0.3 * Share(own, 3);
        var outlet = new Outlet
        {
            Point = new PointRecord
            {
                Id = new PointId(mn, "22"),
                Name = name,
                Kind = kind,
                Region = CityBuilder.Region(county),
                Location = location,
                FineCell = cellOf(location),
                Password = new DevicePassword(password),
                MinuteInterval = RegistryRules.DefaultMinuteInterval,
                Units =
                [
                    new UnitOverride(Factors.InhalableParticles, "ug/m3"),
                    new UnitOverride(Factors.FineParticles, "ug/m3"),
                ],
                Tags = ["模拟"],
            },
            Version = number % 3 == 0 ? ProtocolVersion.V2025 : ProtocolVersion.V2017,
            Password = password,
            Signals = isMicro ? Particles(level) : [.. Particles(level), .. Gases()],
            Seed = own,
            SiteSeed = Noise.Derive(seed, "city air"),
        };
        return new DataLogger(name, [outlet]);
    }

    static Signal[] Particles(double level) =>
    [
        Air(Factors.FineParticles, 52 * level, decimals: 0), Air(Factors.InhalableParticles, 88 * level, decimals: 0),
        Air(Factors.AirTemperature, 14, decimals: 1), Air(Factors.AirHumidity, 48, decimals: 1),
    ];

    static Signal[] Gases() =>
    [
        Air(Factors.SulphurDioxide, 12, decimals: 0), Air(Factors.NitrogenDioxide, 38, decimals: 0),
        Air(Factors.Ozone, 70, decimals: 0), Air(Factors.CarbonMonoxide, 0.9, decimals: 1),
    ];

    static Signal Air(Domain.Measurements.FactorCode factor, double full, int decimals) => new()
    {
        Factor = factor, Base = full, Daily = 0.15, Noise = 0.14, Decimals = decimals, IsRegional = true,
    };

    /// <summary>0 to 1.</summary>
    static double Share(ulong own, long which) => (Noise.White(own, which) + 1) / 2;
}
