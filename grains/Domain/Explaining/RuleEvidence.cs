using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Explaining;

/// <summary>What is behind the figure of a rule: data of its factors, findings that it counts, or marks that it adds up.</summary>
/// <param name="Counted">Rules of the twin whose findings it counts; none where it counts no findings.</param>
/// <param name="Marked">Marks that it adds up; none where it adds up none.</param>
public sealed record RuleEvidence(ValueList<string> Counted, ValueList<MarkCode> Marked)
{
    static readonly RuleEvidence Data = new(default, default);

    static readonly ValueList<MarkCode> Conditions =
        [.. Enum.GetValues<MarkCode>().Where(code => code.Kind() == MarkKind.Condition)];

    /// <summary>Whether what is told of like outlets is behind the figure, beside data of its factors.</summary>
    public bool ListsPeers { get; private init; }

    /// <summary>Whether the ranks that a city told are behind the figure, beside data of its factors.</summary>
    public bool ListsRanks { get; private init; }

    /// <summary>Whether the versions of an emergency order are behind the figure, beside data of its devices.</summary>
    public bool ListsOrders { get; private init; }

    /// <summary>Whether the violations that a furnace tells of a month are behind the figure.</summary>
    public bool ListsViolations { get; private init; }

    public bool IsData => Counted.Count + Marked.Count == 0;

    /// <summary>Whether the hours that a furnace tells of its marks are behind the figure.</summary>
    public bool ListsMaintenance => Marked.Contains(MarkCode.CemsMaintenance);

    /// <summary>Whether a mark is behind the figure: of those that it adds up, or any that may change what it counts.</summary>
    public bool Lists(MarkCode code) => IsData || Counted.Count > 0 || Marked.Contains(code);

    public static RuleEvidence Of(string rule, Policy policy) => rule switch
    {
        FindingRules.Serious or FindingRules.Listing or FindingRules.Listed =>
            Counts(FindingRules.Day, FindingRules.LowTransmission),
        FurnaceRules.Month => Counts(FurnaceRules.DayLimit),
        FurnaceRules.Subsidy or FurnaceRules.Restored => Counts(FurnaceRules.DayLimit, FurnaceRules.Temperature),
        PlantSubsidy.Rule or PlantSubsidy.RestoredRule =>
            Counts(FurnaceRules.DayLimit, FurnaceRules.Temperature) with { ListsViolations = true },
        FurnaceRules.Maintenance or PlantMaintenance.Rule => new RuleEvidence(default, [MarkCode.CemsMaintenance]),
        _ when rule == PeerGap.Rule => Data with { ListsPeers = true },
        WarningFindings.WarnedRule => Data with { ListsRanks = true },
        WarningFindings.EscalationRule => Counts(WarningFindings.WarnedRule),
        PowerFindings.OrderRule or PowerFindings.EmissionRule => Data with { ListsOrders = true },
        FurnaceRules.MarkOrder => new RuleEvidence(default, Conditions),
        _ => policy.Furnace.Budget.Year.FirstOrDefault(budget => FurnaceRules.Budget + budget.Name == rule) is { } budget
            ? new RuleEvidence(default, budget.Codes)
            : Data,
    };

    static RuleEvidence Counts(params string[] rules) => new(rules.ToValueList(), default);
}
