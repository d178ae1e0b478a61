using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>Factors named for what they are not; a code whose quantity is not known is taken for it.</summary>
static class PolicyFactors
{
    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy)
    {
        const string Condition = "furnace.condition";
        (string Path, FactorCode Factor, FactorKind Kind, string Words)[] named =
        [
            ("oxygen.factor", policy.Oxygen.Factor, FactorKind.Oxygen, "oxygen"),
            ("furnace.temperatureFactor", policy.Furnace.TemperatureFactor, FactorKind.Temperature, "a temperature"),
            ("furnace.exempt.pmFactor", policy.Furnace.Exempt.PmFactor, FactorKind.Particulates, "particulates in air"),
            ($"{Condition}.oxygenFactor", policy.Furnace.Condition.OxygenFactor, FactorKind.Oxygen, "oxygen"),
            ($"{Condition}.feedFactor", policy.Furnace.Condition.FeedFactor, FactorKind.Other, "a load"),
            ("contrast.wind.factor", policy.Contrast.Wind.Factor, FactorKind.Other, "a wind speed"),
        ];
        foreach ((string path, FactorCode factor, FactorKind kind, string words) in named)
        {
            FactorKind known = FactorKinds.Of(factor);
            if (known != kind && known != FactorKind.Unknown)
                yield return (path, $"is {Words(known)}, not {words}");
        }

        IReadOnlyList<SingleValueFactor> singles = policy.Points.Validity.NotAveraged;
        for (int i = 0; i < singles.Count; i++)
        {
            if (FactorKinds.Of(singles[i].Factor) is FactorKind.Pollutant or FactorKind.Particulates)
            {
                yield return (
                    $"points.validity.notAveraged[{i}].factor",
                    "is a concentration, whose means are what limits are for");
            }
        }
    }

    static string Words(FactorKind kind) => kind switch
    {
        FactorKind.Pollutant => "a pollutant",
        FactorKind.Particulates => "particulates in air",
        FactorKind.Oxygen => "oxygen",
        FactorKind.Temperature => "a temperature",
        _ => "another quantity",
    };
}
