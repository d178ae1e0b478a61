using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The fold of a furnace. The unit of judgement is the furnace and the natural day: its five-minute temperatures by
/// slot, the means and findings of its points. Each slot holds what was told last, and every count is taken anew from
/// the slots, so that late and corrected data end in the same state as data in order.
/// </summary>
public sealed class IncineratorFold : ITwinFold<IncineratorState>
{
    public IncineratorState Create(TwinName name) => new(name);

    public void ResidentPages(IncineratorState state, List<PageId> pages)
    {
        pages.Add(FurnaceMarks.Only);
        pages.Add(SubsidyPage.Only);
        if (state.NewestDay.IsSet)
            AddDay(pages, state.NewestDay);
    }

    public void PagesFor(IncineratorState state, EntryBody body, List<PageId> pages)
    {
        ResidentPages(state, pages);
        switch (body)
        {
            case Signalled { Signal.Body: MeanTold told }:
                AddDay(pages, told.Start);
                break;
            case Signalled { Signal.Body: FindingTold told }:
                AddDay(pages, told.Finding.WindowStart);
                break;
            case Marked marked:
                foreach (int day in MarkReach.Of(state, marked.Mark))
                    AddDay(pages, BeijingTime.StartOf(day));
                break;
            case Signalled { Signal: { Body: OutletTold outlet, Source: var source } }:
                foreach (int day in DaysDatedOtherwise(state, source, outlet))
                    AddDay(pages, BeijingTime.StartOf(day));
                break;
            case Signalled { Signal.Body: ConditionTold condition }:
                foreach (int day in MarkReach.Of(state, condition))
                    AddDay(pages, BeijingTime.StartOf(day));
                break;
            case Ticked tick:
                Add(pages, YearOf(tick.Now));
                foreach (int day in state.Pending)
                    AddDay(pages, BeijingTime.StartOf(day));
                break;
        }
    }

    public bool IsRepeated(IncineratorState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.Seen.Has(signalled.Signal),
        Registered registered => registered.Record.Equals(state.Registration),
        Marked marked => state.Marks.Set.Holds(marked.Mark),
        Acknowledged acknowledged => !Acknowledging.IsOpen(
            state.Acknowledged, state.Name, state.Standing.Level, acknowledged.Finding),
        Ticked tick => (tick.Now.StartOfDay <= state.NewestDay || !(state.NewestDay.IsSet || state.Marks.Set.All.Any()))
            && !state.Pending.Any(day => MarkDeadline.HasPassed(BeijingTime.StartOf(day), tick.Now, policy.Marks))
            && !FurnaceLevels.Falls(state, tick.Now, policy),
        _ => false,
    };

    public void Apply(IncineratorState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.Standing.Begin(in entry);
        FurnaceLevels.Stand(state, entry.ArrivedAt, policy);
        state.Now = entry.ArrivedAt > state.Now ? entry.ArrivedAt : state.Now;
        if (entry.Body is PolicyPut && state.NewestDay.IsSet)
            state.Policies.Settle(FurnaceJudgement.FirstNotSettled(state, state.Policies.InForce));
        state.Policies.Follow(policy);
        state.Grains.Follow(policy.Furnace.Budget.CemsGrain, MaintenanceRule.QuarterOf(state.Now));
        state.SubsidyGrains.Follow(policy.Furnace.Subsidy.Grain, FurnaceMonth.StartFor(state.Now));
        var turn = new FurnaceTurn(state, entry, policy, effects);
        switch (entry.Body)
        {
            case Registered { Record: IncineratorRecord record }:
                Register(turn, record);
                JudgeNewest(turn);
                break;
            case PolicyPut:
                BudgetJudgement.WithdrawDropped(turn);
                Claim(turn, isClaimed: true);
                JudgeNewest(turn);
                break;
            case Ticked tick:
                state.Now = tick.Now > state.Now ? tick.Now : state.Now;
                Reach(turn, tick.Now);
                FurnaceJudgement.Settle(turn);
                break;
            case Acknowledged acknowledged:
                Acknowledging.Take(state.Acknowledged, acknowledged, state.Standing.Level);
                break;
            case Marked marked:
                TakeMark(turn, marked.Mark, MarkReach.Of(state, marked.Mark), in entry);
                break;
            case Signalled { Signal: var signal }:
                if (state.Seen.Take(signal))
                    Take(turn, in entry, signal);
                break;
            default:
                throw new InvalidOperationException($"A furnace does not take {entry.Body.Kind} entries of this form.");
        }

        state.Standing.SetLink(state.Points.LinkOf(TwinKind.Point), entry.ArrivedAt);
        FurnaceLevels.Update(state, entry.ArrivedAt, policy);
        Acknowledging.Follow(state.Acknowledged, state.Standing.Level, effects);
        ShowLine(state, effects);
    }

    public bool MayLeave(IncineratorState state, PageId page) => page.Kind switch
    {
        PageKind.Marks or PageKind.Subsidy => false,
        PageKind.Month => page.Start < FurnaceMonth.StartFor(state.NewestDay),
        PageKind.Year => page.Start < FurnaceYear.StartFor(state.NewestDay),
        _ => page.Start < state.NewestDay,
    };

    public TwinStatus Describe(IncineratorState state) => IncineratorStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) => id.Kind switch
    {
        PageKind.Marks => FurnaceMarks.Read(ref reader),
        PageKind.Subsidy => SubsidyPage.Read(ref reader),
        PageKind.Year => FurnaceYear.Read(ref reader),
        PageKind.Month => FurnaceMonth.Read(ref reader),
        _ => FurnaceDay.Read(ref reader),
    };

    public void WriteState(IncineratorState state, EntryWriter writer) => IncineratorStateCodec.Write(state, writer);

    public IncineratorState ReadState(TwinName name, ref EntryReader reader) =>
        IncineratorStateCodec.Read(name, ref reader);

    static void Take(FurnaceTurn turn, in TwinEntry entry, Signal signal)
    {
        IncineratorState state = turn.State;
        switch (signal.Body)
        {
            case StatusChanged status:
                state.Points.Set(signal.Source, status);
                break;
            case LeftRoster:
                state.Points.Remove(signal.Source);
                state.Outlets.Remove(signal.Source);
                break;
            case OutletTold outlet:
                List<int> dated = DaysDatedOtherwise(state, signal.Source, outlet);
                // A point hears only the furnace that it is registered with: it says so now, and may not have heard before.
                if (outlet.Record.Incinerator != state.Outlets.GetValueOrDefault(signal.Source)?.Incinerator
                    && state.Registration is { } claiming && TwinName.Of(claiming.EmissionPoint) == signal.Source)
                {
                    TellMarks(turn);
                }

                RememberDatedOver(state, signal.Source, outlet, in entry);
                state.Outlets[signal.Source] = outlet.Record;
                foreach (int number in dated)
                {
                    if (state.Pages.Find(PageId.Day(BeijingTime.StartOf(number))) is FurnaceDay again)
                        FurnaceJudgement.Judge(turn, again);
                }

                JudgeNewest(turn);
                break;
            case ConditionTold condition:
                state.Conditions.Take(condition.Factor, condition.Word, condition.At);
                SortedSet<int> reach = MarkReach.Of(state, condition);
                List<Mark> made = DeviceMarking.Of(
                    state.Marks.Set, state.Conditions, signal.Source, condition, turn.Policy.Marks);
                foreach (Mark mark in made)
                    TakeMark(turn, mark, reach, in entry);
                break;
            case MeanTold told:
                TakeMean(turn, in entry, signal.Source, told);
                break;
            case FindingTold told:
                Reach(turn, told.Finding.WindowStart);
                FurnaceDay day = state.DayOf(told.Finding.WindowStart);
                FurnaceLevels.Take(state, told.Finding, day.Findings.Find(told.Finding.Id), entry.ArrivedAt);
                day.Findings.Take(told.Finding);
                FurnaceJudgement.Judge(turn, day);
                break;
            default:
                break;
        }
    }

    /// <summary>The days before the newest that another limit of its outlet holds for than was told before.</summary>
    static List<int> DaysDatedOtherwise(IncineratorState state, TwinName source, OutletTold outlet)
    {
        var days = new List<int>();
        if (FirstDatedOtherwise(state, source, outlet) is not { } first)
            return days;
        int newest = state.NewestDay.DayNumber;
        for (int day = Math.Max(BeijingTime.DayNumberOf(first), LimitsDatedOver.OldestOf(newest)); day < newest; day++)
            days.Add(day);
        return days;
    }

    /// <summary>Remembers what judged the days that a limit is dated back over and that stay as they were judged.</summary>
    static void RememberDatedOver(IncineratorState state, TwinName source, OutletTold outlet, in TwinEntry entry)
    {
        int newest = state.NewestDay.DayNumber;
        if (FirstDatedOtherwise(state, source, outlet) is not { } first || !LimitsDatedOver.IsBeyond(first, newest))
            return;
        if (!state.DatedOver.TryGetValue(source, out LimitsDatedOver? over))
            state.DatedOver[source] = over = new LimitsDatedOver();
        over.Put(state.Outlets[source], newest, in entry);
    }

    static DateOnly? FirstDatedOtherwise(IncineratorState state, TwinName source, OutletTold outlet) =>
        state.NewestDay.IsSet && state.Outlets.TryGetValue(source, out PointRecord? former)
            ? LimitHistory.ChangedFrom(former.Limits, outlet.Record.Limits)
            : null;

    static void TakeMean(FurnaceTurn turn, in TwinEntry entry, TwinName source, MeanTold told)
    {
        IncineratorState state = turn.State;
        bool isTemperature = told.Period == ObservationKind.FurnaceTemperature;
        if (isTemperature && told.Factor != turn.Furnace.TemperatureFactor)
            return;
        Reach(turn, told.Start);
        FurnaceDay day = state.DayOf(told.Start);
        (Measurements.FactorCode, TwinName) key = (told.Factor, source);
        LatestMeans latest = state.Latest.GetValueOrDefault(key)
            ?? new LatestMeans(told.Factor, source, Slot: default, Hour: default, Day: default);
        state.Latest[key] = latest.With(told);
        if (isTemperature)
        {
            int slot = told.Start.SecondOfDay / (turn.Furnace.SlotMinutes * BeijingTime.SecondsPerMinute);
            day.SetTemperature(source, slot, new ToldMean(told.Value, told.Flag), entry.Sequence);
        }
        else
        {
            day.SetMean(source, told);
        }

        FurnaceJudgement.Judge(turn, day);
    }

    /// <summary>Takes a mark and judges the days again that it may change and that data came for.</summary>
    static void TakeMark(FurnaceTurn turn, Mark mark, SortedSet<int> days, in TwinEntry entry)
    {
        IncineratorState state = turn.State;
        FurnaceMarks marks = state.MarksToChange;
        if (marks.Set.Take(mark, entry.ArrivedAt, entry.Sequence) && mark.Kind == MarkKind.Condition)
            turn.TellOutlet(new MarkTold(mark, entry.ArrivedAt));
        marks.IsDirty = true;
        foreach (int day in days)
        {
            if (HasEffect(state.Policies.Of(day, turn.Policy))
                && state.Pages.Find(PageId.Day(BeijingTime.StartOf(day))) is FurnaceDay page)
            {
                FurnaceJudgement.Judge(turn, page);
            }
        }

        if (!HasEffect(turn.Policy))
            return;

        foreach (BeijingTime quarter in days.Select(day => MaintenanceRule.QuarterOf(BeijingTime.StartOf(day))).Distinct())
            BudgetJudgement.Judge(turn, quarter);

        bool HasEffect(Policy policy) => mark.Source != MarkSource.Device || policy.Marks.Devices != DeviceMarks.Lead;
    }

    /// <summary>Another enterprise has been told nothing of the running quarter and month yet, another outlet nothing of the newest day.</summary>
    static void Register(FurnaceTurn turn, IncineratorRecord record)
    {
        IncineratorState state = turn.State;
        if (state.Registration is { } former && former.Enterprise != record.Enterprise && state.NewestDay.IsSet)
        {
            state.YearOf(state.NewestDay).SetTold(MaintenanceRule.QuarterOf(state.NewestDay), default);
            state.Subsidy?.SetTold(FurnaceMonth.StartFor(state.NewestDay), isTold: false);
        }

        if (state.Registration is { } before && before.EmissionPoint != record.EmissionPoint)
        {
            Claim(turn, isClaimed: false);
            if (state.Pages.Find(PageId.Day(state.NewestDay)) is FurnaceDay newest)
                newest.ForgetTold();
        }

        bool isOther = state.Registration?.EmissionPoint != record.EmissionPoint;
        state.Registration = record;
        Claim(turn, isClaimed: true);
        if (isOther)
            TellMarks(turn);
    }

    /// <summary>Tells the emission point every condition that was marked before it was claimed.</summary>
    static void TellMarks(FurnaceTurn turn)
    {
        foreach (MarkVersion version in turn.State.Marks.Set.All)
        {
            if (version.Mark.Kind == MarkKind.Condition)
                turn.TellOutlet(new MarkTold(version.Mark, version.MarkedAt));
        }
    }

    /// <summary>Tells the emission point, and the enterprise, whether its days are judged here.</summary>
    static void Claim(FurnaceTurn turn, bool isClaimed)
    {
        if (turn.State.Registration is not { } record)
            return;
        var claimed = new OutletClaimed(record.EmissionPoint, isClaimed);
        turn.TellOutlet(claimed);
        turn.TellEnterprise(claimed);
    }

    static void JudgeNewest(FurnaceTurn turn)
    {
        IncineratorState state = turn.State;
        if (state.Pages.Find(PageId.Day(state.NewestDay)) is FurnaceDay newest)
        {
            FurnaceJudgement.Judge(turn, newest);
        }
        else if (state.NewestDay.IsSet)
        {
            var month = state.Pages.Find(MonthIdOf(state.NewestDay)) as FurnaceMonth;
            if (month is not null)
            {
                MonthJudgement.Judge(turn, month);
                state.IsMonthFound = month.Own.First(FurnaceRules.Month) is not null;
            }

            SubsidyJudgement.Judge(turn, state.NewestDay, month);
            BudgetJudgement.Judge(turn, state.NewestDay);
        }
    }

    /// <summary>
    /// Moves on to a day: the one that was newest is over then and is judged as such, and subsidy and budgets are judged
    /// through the new one.
    /// </summary>
    static void Reach(FurnaceTurn turn, BeijingTime time)
    {
        IncineratorState state = turn.State;
        BeijingTime former = state.NewestDay;
        state.Reach(time);
        if (state.NewestDay == former)
            return;
        if (former.IsSet && state.Pages.Find(PageId.Day(former)) is FurnaceDay over)
            FurnaceJudgement.Judge(turn, over);
        SubsidyJudgement.Judge(turn, state.NewestDay, judged: null);
        BudgetJudgement.JudgeSince(turn, former);
    }

    static void AddDay(List<PageId> pages, BeijingTime day)
    {
        Add(pages, PageId.Day(day));
        Add(pages, MonthIdOf(day));
        Add(pages, YearOf(day));
    }

    static PageId MonthIdOf(BeijingTime time) => new(PageKind.Month, FurnaceMonth.StartFor(time));

    static PageId YearOf(BeijingTime time) => new(PageKind.Year, FurnaceYear.StartFor(time));

    static void Add(List<PageId> pages, PageId page)
    {
        if (!pages.Contains(page))
            pages.Add(page);
    }

    /// <summary>A furnace that the registry does not know belongs to nobody and tells nobody.</summary>
    static void ShowLine(IncineratorState state, EffectList effects)
    {
        IncineratorRecord? record = state.Registration;
        Standing standing = state.Standing;
        var line = new StatusChanged(
            record?.Name ?? state.Name.Id,
            standing.Level,
            standing.Link,
            standing.Reason,
            Location: null,
            standing.LevelSince);
        ReadOnlySpan<TwinName> targets =
            record is null ? [] : [TwinName.Of(record.Enterprise), TwinName.Of(record.Region)];
        state.Presence.Show(line, reasonCounts: true, targets, effects);
    }
}
