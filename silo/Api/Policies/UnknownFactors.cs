using Qianliyan.Domain.Policies.Files;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Api.Policies;

/// <summary>
/// Factors of a policy that no table of HJ 212 names: perhaps written wrong, perhaps newer than the tables. So they are
/// worth a warning, and no fault.
/// </summary>
static class UnknownFactors
{
    public static IEnumerable<PolicyFault> In(PolicyDocument document) =>
        from named in NamedFactor.In(document)
        where FactorTable.Find(named.Factor) is null
        select PolicyFault.At(
            named.Node, named.Path, "is a code of no table of HJ 212-2017: what it is for waits for data with it");
}
