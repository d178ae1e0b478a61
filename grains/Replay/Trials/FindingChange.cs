using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Replay.Trials;

/// <summary>What a candidate policy does to a finding.</summary>
/// <param name="Before">Under the policies as they were in force; null for one gained.</param>
/// <param name="After">Under the candidate; null for one lost.</param>
/// <param name="WhyLost">What the rule makes of the window under the candidate; empty for one that is not lost.</param>
/// <param name="Region">Of the twin; the nation where it is not registered.</param>
/// <param name="Enterprise">Of the twin; none for a cell.</param>
public sealed record FindingChange(
    Finding? Before, Finding? After, string WhyLost, RegionCode Region, EnterpriseId? Enterprise)
{
    public Finding Finding => After ?? Before ?? throw new InvalidOperationException("A change is of a finding.");

    public bool IsGained => Before is null;

    public bool IsLost => After is null;

    /// <param name="before">One world at the end of a twin's journal.</param>
    /// <param name="after">The candidate's.</param>
    internal static List<FindingChange> Between(TrialSide.TrialRun before, TrialSide.TrialRun after)
    {
        RegistryRecord? twin = after.Registration;
        var changes = new List<FindingChange>();
        foreach ((string id, Finding finding) in before.InForce)
        {
            if (!after.InForce.ContainsKey(id))
                changes.Add(Of(finding, null, after.WhyNot(finding), twin));
        }

        foreach ((string id, Finding finding) in after.InForce)
        {
            Finding? earlier = before.InForce.GetValueOrDefault(id);
            if (earlier is null || !SaysTheSame(earlier, finding))
                changes.Add(Of(earlier, finding, "", twin));
        }

        return changes;
    }

    static FindingChange Of(Finding? before, Finding? after, string whyLost, RegistryRecord? twin) =>
        new(before, after, whyLost, twin?.Place ?? RegionCode.Nation, twin switch
        {
            PointRecord point => point.Enterprise,
            IncineratorRecord furnace => furnace.Enterprise,
            EnterpriseRecord enterprise => enterprise.Id,
            _ => null,
        });

    static bool SaysTheSame(Finding left, Finding right) =>
        left.Level == right.Level && left.Class == right.Class && left.Value == right.Value && left.Limit == right.Limit;
}
