using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// The fold of a grid cell of either resolution. A 500 m cell averages its stations, hour by hour, and tells the 3 km
/// cell around it each mean that changes; a 3 km cell averages its fine cells in the same way. A cell lives as soon as
/// anything is told to it, registered or not.
/// </summary>
public sealed class CellFold : ITwinFold<CellState>
{
    public CellState Create(TwinName name) => new(name);

    public void PagesFor(CellState state, EntryBody body, List<PageId> pages)
    {
        if (body is Signalled { Signal.Body: MeanTold { Period: ObservationKind.Hour } told })
            pages.Add(PageId.Day(told.Start));
    }

    public bool IsRepeated(CellState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.Seen.Has(signalled.Signal),
        Registered registered => registered.Record.Equals(state.Registration),
        Ticked => true,
        _ => false,
    };

    public void Apply(CellState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.Standing.Begin(in entry);
        switch (entry.Body)
        {
            case Registered { Record: CellRecord record }:
                state.Registration = record;
                break;
            case Ticked:
                return;
            case PolicyPut:
                break;
            case Signalled { Signal: var signal }:
                if (state.Seen.Take(signal))
                    Take(state, signal, effects);
                break;
            default:
                throw new InvalidOperationException($"A cell does not take {entry.Body.Kind} entries of this form.");
        }

        (EscalationLevel level, string reason) = CellLevels.Of(state, policy);
        state.Standing.SetLevel(level, reason, entry.ArrivedAt);
        state.Standing.SetLink(
            state.Sources.LinkOf(IsFine(state) ? TwinKind.Point : TwinKind.Cell), entry.ArrivedAt);
        ShowLine(state, effects);
    }

    public bool MayLeave(CellState state, PageId page) => page.Start < state.NewestHour.StartOfDay;

    public TwinStatus Describe(CellState state) => CellStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) => CellDay.Read(ref reader);

    public void WriteState(CellState state, EntryWriter writer) => CellStateCodec.Write(state, writer);

    public CellState ReadState(TwinName name, ref EntryReader reader) => CellStateCodec.Read(name, ref reader);

    static bool IsFine(CellState state) => state.Id.Resolution == GridResolution.Fine;

    static void Take(CellState state, Signal signal, EffectList effects)
    {
        switch (signal.Body)
        {
            case StatusChanged status:
                state.Sources.Set(signal.Source, status);
                break;
            case LeftRoster:
                state.Sources.Remove(signal.Source);
                break;
            case MeanTold { Period: ObservationKind.Hour } told:
                TakeHour(state, signal.Source, told, effects);
                break;
            default:
                break;
        }
    }

    static void TakeHour(CellState state, TwinName source, MeanTold told, EffectList effects)
    {
        var hour = told.Start.StartOfHour;
        CellDay day = state.DayOf(hour);
        HourAcross before = day.Means.Across(told.Factor, hour.HourOfDay);
        if (day.Means.Set(source, told))
            day.IsDirty = true;
        HourAcross after = day.Means.Across(told.Factor, hour.HourOfDay);
        state.FactorOf(told.Factor).Set(hour, after);
        if (hour > state.NewestHour)
            state.NewestHour = hour;
        if (!IsFine(state) || after.Mean == before.Mean)
            return;
        DataFlag flag = after.Mean.HasValue ? DataFlag.Normal : DataFlag.Insufficient;
        effects.Tell(
            TwinName.Of(state.Id.Coarse),
            new MeanTold(ObservationKind.Hour, told.Factor, hour, after.Mean, flag, IsReported: false));
    }

    /// <summary>Regions learn of levels and links, not of every hour's figure; the reason goes along.</summary>
    static void ShowLine(CellState state, EffectList effects)
    {
        var line = new StatusChanged(
            state.Name.Id,
            state.Standing.Level,
            state.Standing.Link,
            state.Standing.Reason,
            Location: null,
            state.Standing.LevelSince);
        ReadOnlySpan<TwinName> targets = [TwinName.Of(state.Region), TwinName.Of(state.Id.Coarse)];
        state.Presence.Show(line, reasonCounts: false, IsFine(state) ? targets : targets[..1], effects);
    }
}
