using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// 国补核减 of the plant (furnace.subsidy.grain=plant): the violations that its furnaces tell of a natural month are added, and
/// cancel its subsidy; compliant days of the plant restore it. Notices to people. A month is final when days whose marking
/// deadline has passed are enough for it.
/// </summary>
static class PlantSubsidy
{
    public const string Rule = "enterprise.subsidy";

    public const string RestoredRule = "enterprise.subsidy.restored";

    /// <summary>Why the violations of all furnaces together cancel nothing.</summary>
    public const string OfFurnacesReason =
        "the violations of each furnace are counted for themselves (furnace.subsidy.grain=furnace)";

    public static void Take(
        EnterpriseState state, in TwinEntry entry, TwinName furnace, MonthViolations month, Policy policy,
        EffectList effects)
    {
        PlantSubsidyPage page = state.SubsidyToChange;
        BeijingTime changed = page.Set(furnace, month);
        Settle(state, entry.ArrivedAt, in entry, policy, effects);
        if (!changed.IsSet)
            return;
        Judge(state, page, [month.Start], changed, in entry, policy, effects);
    }

    /// <summary>The violations of the running month go with the furnace; those before stay.</summary>
    public static void Leave(
        EnterpriseState state, in TwinEntry entry, TwinName furnace, Policy policy, EffectList effects)
    {
        if (state.Subsidy is not null)
            Take(state, in entry, furnace, new MonthViolations(FurnaceMonth.StartFor(state.Today)), policy, effects);
    }

    /// <summary>Judges the running month again, and what is suspended.</summary>
    public static void JudgeRunning(EnterpriseState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (state.Subsidy is not { } page)
            return;
        Judge(state, page, [FurnaceMonth.StartFor(state.Today)], state.Today, in entry, policy, effects);
    }

    /// <summary>Whether a day has passed its deadline that a finding or a suspension waits for.</summary>
    public static bool IsDue(EnterpriseState state, BeijingTime now, Policy policy) =>
        state.Subsidy is { } page
        && (page.Suspended is not null || Provisional(page).Any())
        && MarkDeadline.LastPassed(now, policy.Marks) > page.Through;

    /// <summary>Judges again what days wait for that have passed their deadline.</summary>
    public static void Settle(
        EnterpriseState state, BeijingTime now, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (state.Subsidy is not { } page || !page.Reach(MarkDeadline.LastPassed(now, policy.Marks)))
            return;
        BeijingTime[] months = [.. Provisional(page).Select(month => month.WindowStart)];
        Judge(state, page, months, state.Today, in entry, policy, effects);
    }

    public static int Sum(IEnumerable<(TwinName Furnace, MonthViolations Month)> furnaces, SubsidyPolicy policy) =>
        furnaces.Sum(furnace => SubsidyRule.Violations(furnace.Month.Counts, policy));

    /// <summary>The violations of a month against the number that cancels the subsidy, and whose they are.</summary>
    public static string Reason(
        IReadOnlyCollection<(TwinName Furnace, MonthViolations Month)> furnaces, BeijingTime month, SubsidyPolicy policy)
    {
        string parts = string.Join(" + ", furnaces.Select(furnace => string.Create(
            CultureInfo.InvariantCulture,
            $"{SubsidyRule.Violations(furnace.Month.Counts, policy)} of {furnace.Furnace.Id}")));
        return $"{MonthJudgement.ViolationsReason(Sum(furnaces, policy), month, policy)} at all furnaces"
            + $"{(parts.Length == 0 ? "" : $" = {parts}")} (furnace.subsidy.grain=plant, {MonthJudgement.ApartReason(policy)})";
    }

    public static ValueList<FindingFigure> Figures(
        IReadOnlyCollection<(TwinName Furnace, MonthViolations Month)> furnaces, SubsidyPolicy policy) =>
    [
        new("violations", Sum(furnaces, policy)),
        .. furnaces.Select(furnace => new FindingFigure(
            $"violations of {furnace.Furnace.Id}", SubsidyRule.Violations(furnace.Month.Counts, policy))),
        new("furnace.subsidy.violationsInMonth", policy.ViolationsInMonth),
        new("furnace.subsidy.cleanDays", policy.CleanDays, "d"),
    ];

    /// <summary>The days of a suspension, and the compliant ones of each furnace.</summary>
    /// <param name="end">Start of the day after the last that counts.</param>
    public static ValueList<FindingFigure> Figures(
        PlantSubsidyPage page, CleanRun run, BeijingTime end, SubsidyPolicy policy) =>
    [
        .. RestoreNotice.Figures(run, policy),
        .. page.CompliantIn(run.First, end).Select(
            furnace => new FindingFigure($"clean days of {furnace.Furnace.Id}", furnace.Days, "d")),
    ];

    static IEnumerable<Finding> Provisional(PlantSubsidyPage page) =>
        page.Own.InForce.Where(held => held.Standing == FindingStanding.Provisional);

    /// <summary>
    /// Some months as a whole, what is suspended, and the date of the other months that are not restored: a violation since
    /// moves it, or a day without verdict.
    /// </summary>
    /// <param name="touched">Start of the day that the entry may have changed.</param>
    static void Judge(
        EnterpriseState state, PlantSubsidyPage page, BeijingTime[] months, BeijingTime touched, in TwinEntry entry,
        Policy policy, EffectList effects)
    {
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        foreach (BeijingTime month in months)
        {
            page.SetCancelled(
                month,
                IsOfPlant(state, month) && SubsidyRule.IsCancelled(Sum([.. page.MonthOf(month)], subsidy), subsidy));
        }

        BeijingTime from = RestoreNotice.JudgedFrom(page.Notices, touched);
        List<Suspension> suspensions = JudgeSuspensions(state, page, from, in entry, policy, effects);
        foreach (BeijingTime month in months)
            JudgeMonth(state, page, month, Restored(month), in entry, policy, effects);
        List<Finding> others =
        [
            .. page.Own.InForce
                .Where(held => held.Rule == Rule && !months.Contains(held.WindowStart)
                    && page.CancelledOn(held.WindowStart, subsidy) >= from)
                .Select(held => RestoreDate.Moved(held, Restored(held.WindowStart), subsidy)),
        ];
        Tell(state, page, page.Own.Exchange(scope: _ => false, others, former => former), in entry, effects);

        BeijingTime Restored(BeijingTime month) =>
            RestoreDate.Of(month, suspensions, page.Notices, page, page.Through, subsidy);
    }

    static bool IsOfPlant(EnterpriseState state, BeijingTime month) =>
        state.SubsidyGrains.Of(month) == FurnaceGrain.Plant;

    static void JudgeMonth(
        EnterpriseState state, PlantSubsidyPage page, BeijingTime month, BeijingTime restored, in TwinEntry entry,
        Policy policy, EffectList effects)
    {
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        (TwinName, MonthViolations)[] furnaces = [.. page.MonthOf(month)];
        List<Finding> grounded = page.Cancelled.Contains(month)
            ? [RestoreDate.Dated(Found(state.Name, page, furnaces, month, policy), restored, subsidy)]
            : [];
        string reason = IsOfPlant(state, month) ? Reason(furnaces, month, subsidy) : OfFurnacesReason;
        Tell(state, page, page.Own.Exchange(
            held => held.Rule == Rule && held.WindowStart == month, grounded,
            former => former with { State = FindingState.Withdrawn, Value = Sum(furnaces, subsidy), Reason = reason }),
            in entry, effects);
    }

    static List<Suspension> JudgeSuspensions(
        EnterpriseState state, PlantSubsidyPage page, BeijingTime from, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        List<Suspension> suspensions = SuspensionRule.From(from, page.Cancelled, page, page.Through, subsidy);
        Suspension? newest = suspensions.LastOrDefault();
        List<Finding> grounded =
        [
            .. suspensions.Where(one => one.Run.IsEnough).Select(over =>
                RestoreNotice.Of(state.Name, RestoredRule, over, policy) with
                {
                    Figures = Figures(page, over.Run, over.Run.End, subsidy),
                }),
        ];
        Tell(state, page, page.Own.Exchange(
            held => held.Rule == RestoredRule && held.WindowStart >= from, grounded,
            former => former with
            {
                State = FindingState.Withdrawn,
                Value = newest?.Run.Clean ?? 0,
                Reason = newest is null ? RestoreNotice.NothingCancelled : RestoreNotice.Reason(newest, subsidy),
            }),
            in entry, effects);
        page.SetSuspended(SuspendedSubsidy.Of(suspensions, subsidy));
        return suspensions;
    }

    static void Tell(
        EnterpriseState state, PlantSubsidyPage page, List<Finding> changes, in TwinEntry entry, EffectList effects)
    {
        foreach (Finding change in changes)
        {
            page.IsDirty = true;
            OwnVerdicts.Tell(state, change, state.OwnAtHand.Find(change.Id), in entry, effects);
        }
    }

    static Finding Found(
        TwinName twin, PlantSubsidyPage page, (TwinName Furnace, MonthViolations Month)[] furnaces, BeijingTime month,
        Policy policy)
    {
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        int final = furnaces.Sum(furnace => SubsidyRule.Violations(
            furnace.Month.Through(MonthJudgement.FinalDays(month, page.Through)), subsidy));
        return new Finding
        {
            Twin = twin,
            Rule = Rule,
            PolicyVersion = policy.Version,
            WindowStart = month,
            WindowEnd = FurnaceMonth.EndFor(month),
            State = FindingState.Raised,
            Standing = SubsidyRule.IsCancelled(final, subsidy) ? FindingStanding.Final : FindingStanding.Provisional,
            Level = policy.Furnace.MonthReached,
            Class = FindingClass.After,
            Value = Sum(furnaces, subsidy),
            Limit = subsidy.ViolationsInMonth,
            Reason = Reason(furnaces, month, subsidy),
            Clause = subsidy.Clause,
            Figures = Figures(furnaces, subsidy),
        };
    }
}
