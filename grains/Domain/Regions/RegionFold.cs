using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>
/// The fold of a region: a roster of the twins that stand in it, counts with those of the regions below, and a feed of
/// the findings told to it. The region above is told the counts whenever they change. A city also ranks the months of
/// its cells.
/// </summary>
public sealed class RegionFold : ITwinFold<RegionState>
{
    public RegionState Create(TwinName name) => new(name);

    public void ResidentPages(RegionState state, List<PageId> pages)
    {
        for (int number = 0; number < state.Parts; number++)
            pages.Add(RosterPart.IdOf(number));
    }

    public void PagesFor(RegionState state, EntryBody body, List<PageId> pages)
    {
        switch (body)
        {
            case Ticked tick:
                CityRanking.AddPages(state, tick.Now, pages);
                break;
            case Signalled { Signal: var signal }:
                if (signal.Body is CellMonthTold told)
                    pages.Add(CityMonth.IdOf(NaturalMonth.Of(told.Month)));
                AddParts(state, signal.Source, pages);
                break;
        }
    }

    public bool IsRepeated(RegionState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.FindPart(signalled.Signal.Source)?.HasSeen(signalled.Signal) == true,
        Registered registered => registered.Record.Equals(state.Registration),
        Listened listened => listened.Until <= state.Clock.ListenedUntil,
        Ticked tick => !CityRanking.IsDue(state, tick.Now, policy.Ranking),
        Acknowledged => true,
        _ => false,
    };

    public void Apply(RegionState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (state.Standing.Sequence == 0)
            state.Clock.Begin(entry.ArrivedAt);
        state.Standing.Begin(in entry);
        state.RankedFactors.Take(entry.ArrivedAt, policy.Ranking.Factor);
        switch (entry.Body)
        {
            case Registered { Record: RegionRecord record }:
                state.Registration = record;
                return;
            case Listened listened:
                state.Clock.Take(listened, policy.Link.BackfillWaitSeconds);
                return;
            case Ticked tick:
                CityRanking.Tell(state, tick.Now, policy.Ranking, effects);
                return;
            case PolicyPut:
                return;
            case Signalled { Signal: var signal }:
                RosterPart? known = state.FindPart(signal.Source);
                RosterPart part = known?.Knows(signal.Source) == true ? known : state.Admit(signal.Source);
                if (part.Take(signal))
                    Take(state, part, in entry, signal, effects);
                return;
            default:
                throw new InvalidOperationException($"A region does not take {entry.Body.Kind} entries of this form.");
        }
    }

    public bool MayLeave(RegionState state, PageId page) => page.Kind == PageKind.Month;

    public TwinStatus Describe(RegionState state) => RegionStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) => id.Kind switch
    {
        PageKind.Roster => RosterPart.Read(ref reader),
        PageKind.Month => CityMonth.Read(ref reader),
        _ => throw new InvalidDataException($"A region has no page {id}."),
    };

    public void WriteState(RegionState state, EntryWriter writer) => RegionStateCodec.Write(state, writer);

    public RegionState ReadState(TwinName name, ref EntryReader reader) => RegionStateCodec.Read(name, ref reader);

    /// <summary>The part of the twin that signals; with a new twin perhaps a new part, and the one it is taken from.</summary>
    static void AddParts(RegionState state, TwinName source, List<PageId> pages)
    {
        if (state.FindPart(source)?.Knows(source) == true)
        {
            pages.Add(RosterPart.IdOf(RosterParting.NumberOf(source, state.Parts)));
            return;
        }

        int parts = RosterParting.PartsOf(state.Sources + 1);
        pages.Add(RosterPart.IdOf(RosterParting.NumberOf(source, parts)));
        if (parts == state.Parts)
            return;
        foreach (int number in (ReadOnlySpan<int>)[parts - 1, RosterParting.GiverOf(parts)])
        {
            if (!pages.Contains(RosterPart.IdOf(number)))
                pages.Add(RosterPart.IdOf(number));
        }
    }

    static void Take(
        RegionState state, RosterPart part, in TwinEntry entry, Signal signal, EffectList effects)
    {
        switch (signal.Body)
        {
            case StatusChanged status:
                var line = RosterLine.Of(signal.Source, status);
                state.Roster.Set(line);
                part.SetLine(signal.Source, line);
                break;
            case LeftRoster:
                state.Roster.Remove(signal.Source);
                part.SetLine(signal.Source, line: null);
                break;
            case RegionCounted counted when signal.Source.Kind == TwinKind.Region:
                state.Children[signal.Source.AsRegion()] = counted.Counts;
                break;
            case CellMonthTold told when signal.Source.Kind == TwinKind.Cell:
                CityRanking.Take(state, signal.Source.AsCell(), told);
                return;
            case FindingTold told:
                if (state.Recent.Count == RegionState.MostRecent)
                    state.Recent.Dequeue();
                state.Recent.Enqueue(new RecentFinding(entry.Sequence, told.Finding));
                return;
            default:
                return;
        }

        RosterCounts totals = RegionTotals.Of(state);
        if (totals.Kinds.AsSpan().SequenceEqual(state.Totals.Kinds))
            return;
        state.Totals = totals;
        (EscalationLevel level, string reason) = RegionTotals.LevelOf(totals);
        state.Standing.SetLevel(level, reason, entry.ArrivedAt);
        state.Standing.SetLink(RegionTotals.LinkOf(totals), entry.ArrivedAt);
        if (state.Code.Parent is { } parent)
            effects.Tell(TwinName.Of(parent), new RegionCounted(totals));
    }
}
