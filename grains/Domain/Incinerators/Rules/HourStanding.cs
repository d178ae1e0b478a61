namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>What marks make of one hour of a pollutant.</summary>
public enum HourStanding : byte
{
    /// <summary>Not marked, or the mark exempts nothing: the hour counts.</summary>
    Counts = 0,

    /// <summary>豁免: leaves the mean.</summary>
    Exempt = 1,

    /// <summary>Marked as void monitoring: no basis of a judgement.</summary>
    Void = 2,

    /// <summary>Marked, but the year's budget is used up: the hour counts.</summary>
    BudgetUsedUp = 3,

    /// <summary>Marked, but particulates were over what start and stop may emit: the hour counts.</summary>
    ParticulatesOver = 4,

    /// <summary>Marked, but later in one event than the policy exempts: the hour counts.</summary>
    EventOver = 5,

    /// <summary>Marked as void monitoring, but sampled by hand: the sample counts.</summary>
    VoidSampled = 6,
}
