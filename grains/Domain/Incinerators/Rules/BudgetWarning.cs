using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>How far a budget of marked hours is used.</summary>
public enum BudgetLevel : byte
{
    Free = 0,
    Notice = 1,
    Warning = 2,

    /// <summary>Strictly over the budget: further hours exempt nothing.</summary>
    Over = 3,
}

/// <summary>豁免时段预警: the plant hears before a budget is used up.</summary>
public static class BudgetWarning
{
    public static BudgetLevel Of(long seconds, decimal hours, PrewarningPolicy policy)
    {
        decimal budget = hours * BeijingTime.SecondsPerHour;
        if (seconds > budget)
            return BudgetLevel.Over;
        if (seconds >= budget * policy.BudgetWarning)
            return BudgetLevel.Warning;
        return seconds >= budget * policy.BudgetNotice ? BudgetLevel.Notice : BudgetLevel.Free;
    }
}
