using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
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

    public void PagesFor(IncineratorState state, EntryBody body, List<PageId> pages)
    {
        BeijingTime day = body switch
        {
            Signalled { Signal.Body: MeanTold told } => told.Start,
            Signalled { Signal.Body: FindingTold told } => told.Finding.WindowStart,
            Registered or PolicyPut => state.NewestDay,
            _ => default,
        };
        if (!day.IsSet)
            return;
        pages.Add(PageId.Day(day));
        pages.Add(new PageId(PageKind.Month, FurnaceMonth.StartFor(day)));
    }

    public bool IsRepeated(IncineratorState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.Seen.Has(signalled.Signal),
        Registered registered => registered.Record.Equals(state.Registration),
        Ticked tick => !state.NewestDay.IsSet || tick.Now.StartOfDay <= state.NewestDay,
        _ => false,
    };

    public void Apply(IncineratorState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.Standing.Begin(in entry);
        switch (entry.Body)
        {
            case Registered { Record: IncineratorRecord record }:
                state.Registration = record;
                JudgeNewest(state, in entry, policy, effects);
                break;
            case PolicyPut:
                JudgeNewest(state, in entry, policy, effects);
                break;
            case Ticked tick:
                state.Reach(tick.Now);
                break;
            case Signalled { Signal: var signal }:
                if (state.Seen.Take(signal))
                    Take(state, in entry, signal, policy, effects);
                break;
            default:
                throw new InvalidOperationException($"A furnace does not take {entry.Body.Kind} entries of this form.");
        }

        state.Standing.SetLink(state.Points.LinkOf(TwinKind.Point), entry.ArrivedAt);
        (EscalationLevel level, string reason) = FurnaceLevels.Of(state, policy);
        state.Standing.SetLevel(level, reason, entry.ArrivedAt);
        ShowLine(state, effects);
    }

    public bool MayLeave(IncineratorState state, PageId page) =>
        page.Start < (page.Kind == PageKind.Month ? FurnaceMonth.StartFor(state.NewestDay) : state.NewestDay);

    public TwinStatus Describe(IncineratorState state) => IncineratorStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) =>
        id.Kind == PageKind.Month ? FurnaceMonth.Read(ref reader) : FurnaceDay.Read(ref reader);

    public void WriteState(IncineratorState state, EntryWriter writer) => IncineratorStateCodec.Write(state, writer);

    public IncineratorState ReadState(TwinName name, ref EntryReader reader) =>
        IncineratorStateCodec.Read(name, ref reader);

    static void Take(
        IncineratorState state, in TwinEntry entry, Signal signal, Policy policy, EffectList effects)
    {
        switch (signal.Body)
        {
            case StatusChanged status:
                state.Points.Set(signal.Source, status);
                break;
            case LeftRoster:
                state.Points.Remove(signal.Source);
                break;
            case ConditionTold condition:
                state.Conditions.Take(condition.Factor, condition.Word, condition.At);
                break;
            case MeanTold told:
                TakeMean(state, in entry, signal.Source, told, policy, effects);
                break;
            case FindingTold told:
                state.Reach(told.Finding.WindowStart);
                FurnaceDay day = state.DayOf(told.Finding.WindowStart);
                day.Findings.Take(told.Finding);
                FurnaceJudgement.Judge(state, day, in entry, policy, effects);
                break;
            default:
                break;
        }
    }

    static void JudgeNewest(IncineratorState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (state.Pages.Find(PageId.Day(state.NewestDay)) is FurnaceDay newest)
            FurnaceJudgement.Judge(state, newest, in entry, policy, effects);
    }

    static void TakeMean(
        IncineratorState state, in TwinEntry entry, TwinName source, MeanTold told, Policy policy, EffectList effects)
    {
        bool isTemperature = told.Period == ObservationKind.FurnaceTemperature;
        if (isTemperature && told.Factor != policy.Furnace.TemperatureFactor)
            return;
        state.Reach(told.Start);
        FurnaceDay day = state.DayOf(told.Start);
        (Measurements.FactorCode, TwinName) key = (told.Factor, source);
        LatestMeans latest = state.Latest.GetValueOrDefault(key)
            ?? new LatestMeans(told.Factor, source, Slot: default, Hour: default, Day: default);
        state.Latest[key] = latest.With(told);
        if (isTemperature)
        {
            int slot = told.Start.SecondOfDay / (policy.Furnace.SlotMinutes * BeijingTime.SecondsPerMinute);
            day.SetTemperature(source, slot, new ToldMean(told.Value, told.Flag), entry.Sequence);
        }
        else
        {
            day.Means.Set(source, told);
        }

        FurnaceJudgement.Judge(state, day, in entry, policy, effects);
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
