using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Policies;

/// <summary>Samples that would prevail over automatic means and are no evidence of the authority's.</summary>
static class PolicySamples
{
    public static IEnumerable<(string Path, string Reason)> Faults(ManualPolicy manual)
    {
        for (int i = 0; i < manual.Prevails.Count; i++)
        {
            if (manual.Prevails[i] != SamplePurpose.Enforcement)
            {
                yield return (
                    $"points.manual.prevails[{i}]",
                    $"is no sample of the authority: only {PolicyValue.WordOf(SamplePurpose.Enforcement)} prevails");
            }
        }
    }
}
