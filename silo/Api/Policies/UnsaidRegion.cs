using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Api.Policies;

/// <summary>
/// A file that extends another and names no region holds in the whole nation, which is seldom meant: worth a warning, and no
/// fault, since a change for the nation may be written so.
/// </summary>
static class UnsaidRegion
{
    public static IEnumerable<PolicyFault> In(PolicyDocument document)
    {
        if (document is { Extends: true, Policy.Region: null } && document.Root.Find("version") is { } version)
        {
            yield return PolicyFault.At(version, "region", "is not given: it would hold in the whole nation") with { Value = "" };
        }
    }
}
