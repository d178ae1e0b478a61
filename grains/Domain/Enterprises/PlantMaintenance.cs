using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// CEMS维护每季度不得超过30小时, of the plant (furnace.budget.cemsGrain=plant): the hours of a natural quarter that its
/// furnaces tell are added, hours in which two are maintained count twice: furnace.budget.overlap is about the marks of one
/// furnace. Final when what is settled alone is over. It stands under the article that holds on the day of the act, the one
/// whose marks take the quarter over its budget; where a furnace told no days, on the first day of the quarter.
/// </summary>
static class PlantMaintenance
{
    public const string Rule = "enterprise.cems.maintenance";

    /// <summary>The pages of the running quarter, also when an entry is the first of a new year.</summary>
    public static void PagesOfRunning(EnterpriseState state, List<PageId> pages)
    {
        pages.Add(EnterpriseYear.IdFor(state.Today));
        pages.Add(EnterpriseYear.IdFor(BeijingTime.Of(state.Today.Date.Year + 1, 1, 1)));
    }

    public static void Take(
        EnterpriseState state, in TwinEntry entry, TwinName furnace, MaintenanceTold told, Policy policy,
        EffectList effects)
    {
        EnterpriseYear year = state.YearOf(told.Quarter);
        if (year.Set(told.Quarter, furnace, new MaintenanceTime(told.Seconds, told.Settled, told.Days)))
            Judge(state, year, told.Quarter, in entry, policy, effects);
    }

    /// <summary>The hours of the running quarter go with the furnace; those before stay.</summary>
    public static void Leave(
        EnterpriseState state, in TwinEntry entry, TwinName furnace, Policy policy, EffectList effects)
    {
        BeijingTime quarter = MaintenanceRule.QuarterOf(state.Today);
        if (state.Pages.Find(EnterpriseYear.IdFor(quarter)) is EnterpriseYear year && year.Set(quarter, furnace, default))
            Judge(state, year, quarter, in entry, policy, effects);
    }

    /// <summary>Judges the running quarter again.</summary>
    public static void JudgeRunning(EnterpriseState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (state.Pages.Find(EnterpriseYear.IdFor(state.Today)) is EnterpriseYear year)
            Judge(state, year, MaintenanceRule.QuarterOf(state.Today), in entry, policy, effects);
    }

    public static MaintenanceTime Sum(IEnumerable<(TwinName Furnace, MaintenanceTime Time)> furnaces) =>
        furnaces.Aggregate(default(MaintenanceTime), (sum, furnace) => sum + furnace.Time);

    /// <summary>The arithmetic in words.</summary>
    public static string Reason(
        IReadOnlyCollection<(TwinName Furnace, MaintenanceTime Time)> furnaces, BeijingTime quarter, BudgetPolicy budget)
    {
        string parts = string.Join(" + ", furnaces.Select(
            furnace => $"{HoursOf(furnace.Time)} of {furnace.Furnace.Id}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{HoursOf(Sum(furnaces))} hours of CEMS维护 in the quarter from {quarter.Date:yyyy-MM-dd} at all furnaces"
            + $"{(parts.Length == 0 ? "" : $" = {parts}")}, {budget.CemsHours} allowed "
            + $"(furnace.budget.cemsGrain=plant, furnace.budget.overlap={Words.Of(budget.Overlap)})");
    }

    public static ValueList<FindingFigure> Figures(
        IReadOnlyCollection<(TwinName Furnace, MaintenanceTime Time)> furnaces, BudgetPolicy budget) =>
    [
        new("hours marked", HoursOf(Sum(furnaces)), "h"),
        .. furnaces.Select(furnace => new FindingFigure($"hours of {furnace.Furnace.Id}", HoursOf(furnace.Time), "h")),
        new("furnace.budget.cemsHours", budget.CemsHours, "h"),
    ];

    static Exact HoursOf(MaintenanceTime time) => BudgetJudgement.Hours(time.Seconds);

    static void Judge(
        EnterpriseState state, EnterpriseYear year, BeijingTime quarter, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        BudgetPolicy budget = policy.Furnace.Budget;
        (TwinName, MaintenanceTime)[] furnaces = [.. year.MaintenanceOf(quarter)];
        MaintenanceTime time = Sum(furnaces);
        bool isOfPlant = state.Grains.Of(quarter) == FurnaceGrain.Plant;
        string reason = isOfPlant
            ? Reason(furnaces, quarter, budget)
            : "each furnace has a budget of its own (furnace.budget.cemsGrain=furnace)";
        List<Finding> grounded = isOfPlant && time.IsOver(budget)
            ? [Found(state.Name, furnaces, quarter, policy, reason)]
            : [];
        foreach (Finding change in year.Own.Exchange(
            held => held.WindowStart == quarter, grounded,
            former => former with { State = FindingState.Withdrawn, Value = HoursOf(time), Reason = reason }))
        {
            year.IsDirty = true;
            OwnVerdicts.Tell(state, change, state.OwnAtHand.Find(change.Id), in entry, effects);
        }
    }

    static Finding Found(
        TwinName twin, (TwinName Furnace, MaintenanceTime Time)[] furnaces, BeijingTime quarter, Policy policy,
        string reason)
    {
        BudgetPolicy budget = policy.Furnace.Budget;
        MaintenanceTime time = Sum(furnaces);
        return new Finding
        {
            Twin = twin,
            Rule = Rule,
            PolicyVersion = policy.Version,
            WindowStart = quarter,
            WindowEnd = MaintenanceRule.EndOf(quarter),
            State = FindingState.Raised,
            Standing = time.IsOverForGood(budget) ? FindingStanding.Final : FindingStanding.Provisional,
            Level = policy.Furnace.Violation,
            Class = FindingClass.After,
            Value = HoursOf(time),
            Limit = budget.CemsHours,
            Reason = reason,
            Clause = budget.CemsClause,
            LegalBasis = policy.LegalBasisOf(
                LegalAct.MonitoringNotKept, MaintenanceRule.DayOver(time.Days, budget) ?? quarter),
            Figures = Figures(furnaces, budget),
        };
    }
}
