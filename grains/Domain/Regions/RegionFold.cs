using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>
/// The fold of a region: a roster of the twins that stand in it, counts with those of the regions below, and a feed of
/// the findings told to it. The region above is told the counts whenever they change.
/// </summary>
public sealed class RegionFold : ITwinFold<RegionState>
{
    public RegionState Create(TwinName name) => new(name);

    /// <summary>A region has no pages.</summary>
    public void PagesFor(RegionState state, EntryBody body, List<PageId> pages)
    {
    }

    public bool IsRepeated(RegionState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.Seen.Has(signalled.Signal),
        Registered registered => registered.Record.Equals(state.Registration),
        Ticked => true,
        _ => false,
    };

    public void Apply(RegionState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.Standing.Begin(in entry);
        switch (entry.Body)
        {
            case Registered { Record: RegionRecord record }:
                state.Registration = record;
                return;
            case Ticked:
                return;
            case Signalled { Signal: var signal }:
                if (state.Seen.Take(signal))
                    Take(state, in entry, signal, effects);
                return;
            default:
                throw new InvalidOperationException($"A region does not take {entry.Body.Kind} entries of this form.");
        }
    }

    public bool MayLeave(RegionState state, PageId page) => true;

    public TwinStatus Describe(RegionState state) => RegionStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) =>
        throw new InvalidDataException($"A region has no page {id}.");

    public void WriteState(RegionState state, EntryWriter writer) => RegionStateCodec.Write(state, writer);

    public RegionState ReadState(TwinName name, ref EntryReader reader) => RegionStateCodec.Read(name, ref reader);

    static void Take(RegionState state, in TwinEntry entry, Signal signal, EffectList effects)
    {
        switch (signal.Body)
        {
            case StatusChanged status:
                state.Roster.Set(signal.Source, status);
                break;
            case LeftRoster:
                state.Roster.Remove(signal.Source);
                break;
            case RegionCounted counted when signal.Source.Kind == TwinKind.Region:
                state.Children[signal.Source.AsRegion()] = counted.Counts;
                break;
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
