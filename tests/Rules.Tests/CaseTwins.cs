using Qianliyan.Domain.Policies;
using Qianliyan.Rules.Tests.Twins;

namespace Qianliyan.Rules.Tests;

/// <summary>The twins that a case can be about.</summary>
static class CaseTwins
{
    public static ICaseTwin Make(RuleCase rule, Policy policy) => rule.Twin switch
    {
        "point" => new PointCase(rule, policy),
        "furnace" => new FurnaceCase(rule, policy),
        "cell" => new CellCase(policy),
        "city" => new CityCase(policy),
        "enterprise" => new EnterpriseCase(rule, policy),
        "stack" => new StackCase(rule, policy),
        "plant" => new PlantCase(policy),
        "outlets" => new OutletsCase(rule, policy),
        "meter" => new MeterCase(rule, policy),
        _ => throw new FormatException($"'{rule.Twin}' is not a twin that cases know."),
    };
}
