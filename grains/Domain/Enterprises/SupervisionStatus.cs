using Qianliyan.Domain.Findings;

namespace Qianliyan.Domain.Enterprises;

/// <summary>What the supervision of an enterprise counts over its points.</summary>
[GenerateSerializer, Immutable, Alias("qly.SupervisionStatus")]
public sealed record SupervisionStatus
{
    /// <summary>
    /// The gravest class of the findings at hand: leads, then warnings before, calls during, cases after the fact; null
    /// without findings.
    /// </summary>
    [Id(0)]
    public FindingClass? Class { get; init; }

    /// <summary>Violations in 30 days: each outlet and day is one.</summary>
    [Id(1)]
    public int ViolationsIn30 { get; init; }

    [Id(2)]
    public int ViolationsInMonth { get; init; }

    [Id(3)]
    public int ViolationsInQuarter { get; init; }

    /// <summary>Points whose serious leads (严重异常线索) are at hand.</summary>
    [Id(4)]
    public int SeriousPoints { get; init; }

    /// <summary>Days and factors at hand with too low a transmission rate.</summary>
    [Id(5)]
    public int LowTransmission { get; init; }

    /// <summary>
    /// The first condition of a listing is met by the enterprise's exceedance days in the policy's window, or by a
    /// point's.
    /// </summary>
    [Id(6)]
    public bool MeetsListing { get; init; }

    /// <summary>Both conditions are met by a point: a manual test of the same days is over its limit, too.</summary>
    [Id(7)]
    public bool IsListed { get; init; }

    public static SupervisionStatus Of(EnterpriseState state)
    {
        FindingClass? gravest = null;
        var serious = new HashSet<string>(StringComparer.Ordinal);
        int low = 0;
        bool meetsListing = state.MeetsListing, isListed = false;
        foreach (Finding finding in state.AtHand.InForce.Concat(state.OwnAtHand.InForce))
        {
            if (gravest is null || finding.Class > gravest)
                gravest = finding.Class;
            if (finding.Rule == FindingRules.Serious)
                serious.Add(finding.Twin.ToString());
            low += finding.Rule == FindingRules.LowTransmission ? 1 : 0;
            meetsListing |= finding.Rule == FindingRules.Listing;
            isListed |= finding.Rule == FindingRules.Listed;
        }

        return new SupervisionStatus
        {
            Class = gravest,
            ViolationsIn30 = state.Today.IsSet ? state.Violations.InLast30(state.Today) : 0,
            ViolationsInMonth = state.Today.IsSet ? state.Violations.InMonth(state.Today) : 0,
            ViolationsInQuarter = state.Today.IsSet ? state.Violations.InQuarter(state.Today) : 0,
            SeriousPoints = serious.Count,
            LowTransmission = low,
            MeetsListing = meetsListing,
            IsListed = isListed,
        };
    }
}
