using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Simulator.Fleets;

/// <summary>Signals and limits of a kind of outlet. Values keep their limits unless an event says otherwise.</summary>
sealed record Blueprint(Signal[] Signals, FactorLimit[] Limits, Exact ReferenceOxygen, int DeviceCount)
{
    const string Permit = "排污许可证";
    const string Incineration = "GB 18485-2014";
    const string Effluent = "GB 18918-2002";

    public static Blueprint Of(SiteKind kind) => kind switch
    {
        SiteKind.Furnace => Furnace(),
        SiteKind.PowerBoiler => Boiler(oxygen: 6.2, reference: 6m, particulate: 10, sulphur: 35, nitrogen: 50),
        SiteKind.Sinter => Boiler(oxygen: 15.2, reference: 16m, particulate: 10, sulphur: 35, nitrogen: 50),
        SiteKind.Kiln => Boiler(oxygen: 9.4, reference: 10m, particulate: 10, sulphur: 30, nitrogen: 50),
        SiteKind.GlassFurnace => Boiler(oxygen: 8.1, reference: 8m, particulate: 10, sulphur: 50, nitrogen: 200),
        SiteKind.ProcessGas => Boiler(oxygen: 12.5, reference: 10m, particulate: 20, sulphur: 100, nitrogen: 200),
        SiteKind.Water => Water(80, ammonia: 10, phosphorus: 1, nitrogen: 30, Permit, clause: null),
        SiteKind.TreatmentPlant => Water(50, ammonia: 5, phosphorus: 0.5, nitrogen: 15, Effluent, $"{Effluent} table 1 class 1A"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No blueprint."),
    };

    static Blueprint Furnace()
    {
        (FactorCode Factor, decimal Hour, decimal Day)[] limits =
        [
            (Factors.Particulate, 30, 20), (Factors.NitrogenOxides, 300, 250), (Factors.SulphurDioxide, 100, 80),
            (Factors.HydrogenChloride, 60, 50), (Factors.CarbonMonoxide, 100, 80),
        ];
        var all = new List<FactorLimit>();
        foreach ((FactorCode factor, decimal hour, decimal day) in limits)
        {
            all.Add(new FactorLimit(factor, LimitPeriod.Hour, hour, Exact.None, Incineration, $"{Incineration} table 4"));
            all.Add(new FactorLimit(factor, LimitPeriod.Day, day, Exact.None, Incineration, $"{Incineration} table 4"));
        }

        all.Add(new FactorLimit(
            Factors.FurnaceTemperature, LimitPeriod.FiveMinutes, Exact.None, 850m, Incineration, $"{Incineration} table 1"));
        Signal[] signals =
        [
            Pollutant(Factors.Particulate, 6), Pollutant(Factors.NitrogenOxides, 150, decimals: 1),
            Pollutant(Factors.SulphurDioxide, 32), Pollutant(Factors.HydrogenChloride, 14),
            Pollutant(Factors.CarbonMonoxide, 18), Oxygen(9.0), .. Flue(130, 14, 21),
            new Signal
            {
                Factor = Factors.FurnaceTemperature, Base = 935, LoadGain = 0.08, Noise = 0.015, Decimals = 1,
            },
        ];
        return new Blueprint(signals, [.. all], 11m, DeviceCount: 3);
    }

    static Blueprint Boiler(double oxygen, decimal reference, double particulate, double sulphur, double nitrogen)
    {
        (FactorCode Factor, double Limit)[] pollutants =
            [(Factors.Particulate, particulate), (Factors.SulphurDioxide, sulphur), (Factors.NitrogenOxides, nitrogen)];
        Signal[] signals =
        [
            .. pollutants.Select(pollutant => Pollutant(pollutant.Factor, pollutant.Limit * 0.55)),
            Oxygen(oxygen),
            .. Flue(52, 11, 12),
        ];
        FactorLimit[] limits =
        [
            .. pollutants.Select(pollutant => new FactorLimit(
                pollutant.Factor, LimitPeriod.Hour, (decimal)pollutant.Limit, Exact.None, Permit, Clause: null)),
        ];
        return new Blueprint(signals, limits, reference, DeviceCount: 2);
    }

    static Blueprint Water(
        double demand, double ammonia, double phosphorus, double nitrogen, string source, string? clause)
    {
        (FactorCode Factor, double Limit)[] pollutants =
        [
            (Factors.ChemicalOxygenDemand, demand), (Factors.AmmoniaNitrogen, ammonia),
            (Factors.TotalPhosphorus, phosphorus), (Factors.TotalNitrogen, nitrogen),
        ];
        Signal[] signals =
        [
            .. pollutants.Select(pollutant => new Signal
            {
                Factor = pollutant.Factor, Base = pollutant.Limit * 0.55, LoadGain = 0.3, Daily = 0.12, Noise = 0.1,
            }),
            new Signal { Factor = Factors.Acidity, Base = 7.4, Noise = 0.03, Most = 8.8, Least = 6.2 },
            new Signal
            {
                Factor = Factors.WaterFlow, Base = 86, LoadGain = 0.6, Daily = 0.3, Noise = 0.1, IsFlow = true,
            },
        ];
        FactorLimit[] limits =
        [
            .. pollutants.Select(pollutant => new FactorLimit(
                pollutant.Factor, LimitPeriod.Day, (decimal)pollutant.Limit, Exact.None, source, clause)),
            new FactorLimit(Factors.Acidity, LimitPeriod.Day, 9m, 6m, source, clause),
        ];
        return new Blueprint(signals, limits, Exact.None, DeviceCount: 2);
    }

    static Signal Pollutant(FactorCode factor, double full, int decimals = 2) => new()
    {
        Factor = factor,
        Base = full,
        LoadGain = 0.5,
        Daily = 0.06,
        Noise = 0.1,
        Decimals = decimals,
        IsConverted = true,
    };

    static Signal Oxygen(double full) => new()
    {
        Factor = Factors.Oxygen, Base = full, LoadGain = -0.15, Noise = 0.03, Least = 2, Most = 20.9,
    };

    static Signal[] Flue(double temperature, double velocity, double humidity) =>
    [
        new() { Factor = Factors.FlueTemperature, Base = temperature, LoadGain = 0.1, Noise = 0.03, Decimals = 1 },
        new() { Factor = Factors.FlueVelocity, Base = velocity, LoadGain = 0.7, Noise = 0.05 },
        new() { Factor = Factors.FlueHumidity, Base = humidity, Noise = 0.05, Decimals = 1 },
        new() { Factor = Factors.GasFlow, Base = velocity * 4.2, LoadGain = 0.7, Noise = 0.05, IsFlow = true },
    ];
}
