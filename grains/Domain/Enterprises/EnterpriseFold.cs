using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// The fold of an enterprise: a roster of its points and furnaces, the findings on them, and the natural days on which
/// a daily mean of any of them was over its limit (超标日). Points tell their findings to the region themselves. What
/// production and treatment devices draw is judged here, since their relations lie between points, and CEMS maintenance
/// and subsidies where the policy counts them by the plant. Emergency orders are held against power and the flows of outlets.
/// Outlets that are alike learn here what the others measure.
/// </summary>
public sealed class EnterpriseFold : ITwinFold<EnterpriseState>
{
    public EnterpriseState Create(TwinName name) => new(name);

    public void ResidentPages(EnterpriseState state, List<PageId> pages) => pages.Add(PlantSubsidyPage.Only);

    public void PagesFor(EnterpriseState state, EntryBody body, List<PageId> pages)
    {
        switch (body)
        {
            case Signalled { Signal.Body: FindingTold told }:
                pages.Add(PageId.Day(told.Finding.WindowStart));
                break;
            case Signalled { Signal.Body: PowerTold power }:
                PowerJudgement.PagesFor(state, power.Hour, PowerJudgement.DaysAhead, pages);
                break;
            case Signalled { Signal.Body: MeanTold mean }:
                PowerJudgement.PagesFor(state, mean.Start, PowerJudgement.DaysAhead, pages);
                break;
            case Ticked tick:
                PowerJudgement.PagesToSettle(state, tick.Now, pages);
                pages.Add(PlantSubsidyPage.Only);
                PeerMedians.AddPages(state, tick.Now, pages);
                break;
            case Ordered { Order: var order }:
                PowerJudgement.PagesFor(state, order, pages);
                break;
            case Signalled { Signal.Body: HoursTold hours }:
                pages.Add(PageId.Day(hours.Day));
                break;
            case Signalled { Signal.Body: MaintenanceTold maintenance }:
                pages.Add(EnterpriseYear.IdFor(maintenance.Quarter));
                break;
            case Signalled { Signal.Body: ViolationsTold }:
                pages.Add(PlantSubsidyPage.Only);
                break;
            case Signalled { Signal.Body: LeftRoster }:
                pages.Add(PlantSubsidyPage.Only);
                PlantMaintenance.PagesOfRunning(state, pages);
                break;
            case Registered or PolicyPut:
                if (state.Power.NewestDay.IsSet)
                    PowerJudgement.PagesFor(state, state.Power.NewestDay, daysAhead: 0, pages);
                if (body is PolicyPut)
                {
                    PlantMaintenance.PagesOfRunning(state, pages);
                    pages.Add(PlantSubsidyPage.Only);
                }

                break;
        }
    }

    public bool IsRepeated(EnterpriseState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.Seen.Has(signalled.Signal),
        Registered registered => registered.Record.Equals(state.Registration),
        Ticked tick => tick.Now.StartOfDay <= state.Today
            && !Falls(state, tick.Now, policy)
            && !PeerMedians.IsDue(state, tick.Now)
            && !PowerJudgement.IsDue(state, tick.Now, policy)
            && !PlantSubsidy.IsDue(state, tick.Now, policy),
        Acknowledged acknowledged => !IsOpen(state, acknowledged.Finding),
        Ordered ordered => state.Orders.Holds(ordered.Order),
        _ => false,
    };

    public void Apply(EnterpriseState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.Standing.Begin(in entry);
        Reach(state, entry.ArrivedAt);
        if (entry.Body is PolicyPut && state.Power.NewestDay.IsSet)
            state.Policies.Settle(PowerJudgement.FirstNotSettled(state, entry.ArrivedAt, state.Policies.InForce));
        state.Policies.Follow(policy);
        state.Grains.Follow(policy.Furnace.Budget.CemsGrain, MaintenanceRule.QuarterOf(state.Today));
        state.SubsidyGrains.Follow(policy.Furnace.Subsidy.Grain, FurnaceMonth.StartFor(state.Today));
        switch (entry.Body)
        {
            case Registered { Record: EnterpriseRecord record }:
                state.Registration = record;
                PowerJudgement.JudgeRunning(state, in entry, policy, effects);
                break;
            case Ordered { Order: var order }:
                PowerJudgement.Take(state, in entry, order, policy, effects);
                break;
            case Acknowledged acknowledged:
                Acknowledging.Take(
                    state.Acknowledged ??= new AcknowledgementSet(), acknowledged, state.Standing.Level);
                break;
            case Ticked tick:
                Reach(state, tick.Now);
                PowerJudgement.Settle(state, tick.Now, in entry, policy, effects);
                PeerMedians.Tell(state, tick.Now, policy, effects);
                PlantSubsidy.Settle(state, tick.Now, in entry, policy, effects);
                break;
            case PolicyPut:
                PowerJudgement.JudgeRunning(state, in entry, policy, effects);
                PlantMaintenance.JudgeRunning(state, in entry, policy, effects);
                PlantSubsidy.JudgeRunning(state, in entry, policy, effects);
                break;
            case Signalled { Signal: var signal }:
                if (state.Seen.Take(signal))
                    Take(state, in entry, signal, policy, effects);
                break;
            default:
                throw new InvalidOperationException(
                    $"An enterprise does not take {entry.Body.Kind} entries of this form.");
        }

        SetLevel(state, entry.ArrivedAt, policy);
        state.MeetsListing = MeetsListing(state, policy);
        state.Standing.SetLink(state.Roster.LinkOf(TwinKind.Point), entry.ArrivedAt);
        ShowLine(state, effects);
    }

    /// <remarks>
    /// What devices tell of a day is held against the day before it; like outlets tell of yesterday, and seldom of days
    /// before.
    /// </remarks>
    public bool MayLeave(EnterpriseState state, PageId page) => page.Kind switch
    {
        PageKind.Subsidy => false,
        PageKind.Year => true,
        _ => page.Start < state.NewestFindingDay
            || page.Start < state.Today.AddSeconds(-2 * BeijingTime.SecondsPerDay)
            || page.Start < state.Power.NewestDay.AddSeconds(-BeijingTime.SecondsPerDay),
    };

    public TwinStatus Describe(EnterpriseState state) => EnterpriseStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) => id.Kind switch
    {
        PageKind.Subsidy => PlantSubsidyPage.Read(ref reader),
        PageKind.Year => EnterpriseYear.Read(ref reader),
        _ => EnterpriseDay.Read(ref reader),
    };

    public void WriteState(EnterpriseState state, EntryWriter writer) => EnterpriseStateCodec.Write(state, writer);

    public EnterpriseState ReadState(TwinName name, ref EntryReader reader) =>
        EnterpriseStateCodec.Read(name, ref reader);

    /// <summary>A level above normal, or a finding at hand, that nobody has taken note of yet.</summary>
    static bool IsOpen(EnterpriseState state, string finding) =>
        finding.Length == 0
            ? state.Standing.Level > EscalationLevel.Normal && state.Acknowledged?.Level is null
            : (state.AtHand.Has(finding) || state.OwnAtHand.Has(finding)) && state.Acknowledged?.Has(finding) != true;

    static bool MeetsListing(EnterpriseState state, Policy policy)
    {
        ListingPolicy listing = policy.Points.Listing;
        int today = state.Today.DayNumber;
        return state.DaysOver.Count(today - listing.WindowDays + 1, today) >= listing.Days;
    }

    static void Reach(EnterpriseState state, BeijingTime now)
    {
        if (now.StartOfDay > state.Today)
            state.Today = now.StartOfDay;
    }

    static void Take(
        EnterpriseState state, in TwinEntry entry, Signal signal, Policy policy, EffectList effects)
    {
        switch (signal.Body)
        {
            case StatusChanged status:
                state.Roster.Set(signal.Source, status);
                break;
            case LeftRoster:
                state.Roster.Remove(signal.Source);
                if (signal.Source.Kind == TwinKind.Incinerator)
                {
                    PlantMaintenance.Leave(state, in entry, signal.Source, policy, effects);
                    PlantSubsidy.Leave(state, in entry, signal.Source, policy, effects);
                }

                break;
            case FindingTold told:
                TakeFinding(state, told.Finding);
                break;
            case MaintenanceTold maintenance when signal.Source.Kind == TwinKind.Incinerator:
                PlantMaintenance.Take(state, in entry, signal.Source, maintenance, policy, effects);
                break;
            case ViolationsTold violations when signal.Source.Kind == TwinKind.Incinerator:
                PlantSubsidy.Take(state, in entry, signal.Source, violations.Month, policy, effects);
                break;
            case HoursTold hours when signal.Source.Kind == TwinKind.Point:
                PeerMedians.Take(state, signal.Source, hours);
                break;
            case OutletClaimed { IsClaimed: true } claimed when signal.Source.Kind == TwinKind.Incinerator:
                state.Outlets[signal.Source] = TwinName.Of(claimed.Outlet);
                break;
            case PowerTold power when signal.Source.Kind == TwinKind.Point:
                PowerJudgement.Take(state, in entry, signal.Source, power, policy, effects);
                break;
            case MeanTold { Period: ObservationKind.Hour } mean when signal.Source.Kind == TwinKind.Point:
                PowerJudgement.Take(state, in entry, signal.Source, mean, policy, effects);
                break;
            default:
                break;
        }
    }

    /// <summary>The highest of its points and furnaces, and of its own findings.</summary>
    static (EscalationLevel Level, string Reason) LevelOf(
        EnterpriseState state, (EscalationLevel Level, string Reason) own)
    {
        RosterLine? line = state.Roster.Highest();
        if (line is null || own.Level > line.Level)
            return own;
        return (line.Level, line.Level == EscalationLevel.Normal ? "" : $"{line.DisplayName} ({line.Name}): {line.Reason}");
    }

    static void SetLevel(EnterpriseState state, BeijingTime now, Policy policy)
    {
        OwnLevels.Forget(state);
        var own = OwnLevels.Of(state, now, policy);
        state.OwnHold?.Forget(now, policy.Levels.CleanHours);
        if (state.OwnHold is { IsEmpty: true })
            state.OwnHold = null;
        (EscalationLevel level, string reason) = LevelOf(state, own);
        state.Standing.SetLevel(level, reason, now);
        state.Acknowledged?.Reach(level);
    }

    /// <summary>Whether a ground or the clean period of its own findings is over by the clock alone.</summary>
    static bool Falls(EnterpriseState state, BeijingTime now, Policy policy) =>
        (state.OwnHold is not null || state.OwnAtHand.Count > 0)
        && LevelOf(state, OwnLevels.Of(state, now, policy)) != (state.Standing.Level, state.Standing.Reason);

    static void TakeFinding(EnterpriseState state, Finding finding)
    {
        EnterpriseDay day = state.DayOf(finding.WindowStart);
        day.IsDirty = true;
        day.Findings.Take(finding);
        state.DaysOver.Mark(finding.WindowStart.DayNumber, day.Findings.InForce.Any(OutletDays.IsDayOver));
        state.Violations.Set(
            finding.WindowStart.DayNumber,
            day.Findings.TwinsOf(OutletDays.IsViolation, twin => state.Outlets.GetValueOrDefault(twin, twin)));
        if (finding.State == FindingState.Withdrawn)
            state.Acknowledged?.Forget(finding.Id);
        if (EnterpriseState.IsAtHand(finding, state.NewestFindingDay))
            state.AtHand.Take(finding);
        if (day.Id.Start <= state.NewestFindingDay)
            return;
        state.NewestFindingDay = day.Id.Start;
        state.AtHand.RemoveWhere(held => !EnterpriseState.IsAtHand(held, state.NewestFindingDay));
    }

    /// <summary>An enterprise that the registry does not know belongs to nobody and tells nobody.</summary>
    static void ShowLine(EnterpriseState state, EffectList effects)
    {
        Standing standing = state.Standing;
        var line = new StatusChanged(
            state.Registration?.Name ?? state.Name.Id,
            standing.Level,
            standing.Link,
            standing.Reason,
            state.Registration?.Location,
            standing.LevelSince);
        ReadOnlySpan<TwinName> targets = state.Registration is { } record ? [TwinName.Of(record.Region)] : [];
        state.Presence.Show(line, reasonCounts: true, targets, effects);
    }
}
