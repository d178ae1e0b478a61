using Qianliyan.Domain.Measurements;

namespace Qianliyan.Simulator.Fleets;

/// <summary>The factors that simulated devices send, HJ 212-2017 tables B.1 and B.2.</summary>
static class Factors
{
    public static readonly FactorCode Particulate = FactorCode.Parse("a34013");
    public static readonly FactorCode NitrogenOxides = FactorCode.Parse("a21002");
    public static readonly FactorCode SulphurDioxide = FactorCode.Parse("a21026");
    public static readonly FactorCode HydrogenChloride = FactorCode.Parse("a21024");
    public static readonly FactorCode CarbonMonoxide = FactorCode.Parse("a21005");
    public static readonly FactorCode Oxygen = FactorCode.Parse("a19001");
    public static readonly FactorCode FlueTemperature = FactorCode.Parse("a01012");
    public static readonly FactorCode FlueVelocity = FactorCode.Parse("a01011");
    public static readonly FactorCode FlueHumidity = FactorCode.Parse("a01014");
    public static readonly FactorCode GasFlow = FactorCode.Parse("a00000");
    public static readonly FactorCode FurnaceTemperature = FactorCode.Parse("a01901");
    public static readonly FactorCode FineParticles = FactorCode.Parse("a34004");
    public static readonly FactorCode InhalableParticles = FactorCode.Parse("a34002");
    public static readonly FactorCode Ozone = FactorCode.Parse("a05024");
    public static readonly FactorCode NitrogenDioxide = FactorCode.Parse("a21004");
    public static readonly FactorCode AirTemperature = FactorCode.Parse("a01001");
    public static readonly FactorCode AirHumidity = FactorCode.Parse("a01002");
    public static readonly FactorCode WaterFlow = FactorCode.Parse("w00000");
    public static readonly FactorCode Acidity = FactorCode.Parse("w01001");
    public static readonly FactorCode ChemicalOxygenDemand = FactorCode.Parse("w01018");
    public static readonly FactorCode AmmoniaNitrogen = FactorCode.Parse("w21003");
    public static readonly FactorCode TotalPhosphorus = FactorCode.Parse("w21011");
    public static readonly FactorCode TotalNitrogen = FactorCode.Parse("w21001");
}
