using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// The fold of a grid cell of either resolution. A 500 m cell averages its stations, hour by hour, and tells the 3 km
/// cell around it each mean that changes; a 3 km cell averages its fine cells in the same way. Those near its edges
/// tell the 3 km cells beyond them too: so each 3 km cell can say which of its fine cells is clearly higher than its
/// neighbours, and tells it so. A hot 3 km cell tells its city the means of its months and hears where it stands. A cell lives as soon as anything is told to it, registered or not.
/// </summary>
public sealed class CellFold : ITwinFold<CellState>
{
    const int DaysOfFindings = 31;

    public CellState Create(TwinName name) => new(name);

    public void PagesFor(CellState state, EntryBody body, List<PageId> pages)
    {
        if (body is Ticked tick)
            MonthTelling.AddPages(state, tick.Now, pages);
        if (body is Signalled { Signal.Body: RanksTold ranks })
            pages.Add(CellMonth.IdOf(ranks.Month));
        BeijingTime time = body switch
        {
            Signalled { Signal.Body: MeanTold { Period: ObservationKind.Hour } told } => told.Start,
            PolicyPut => state.NewestHour,
            _ => default,
        };
        if (!time.IsSet)
            return;
        pages.Add(PageId.Day(time));
        if (!IsFine(state))
            pages.Add(CellMonth.IdOf(time));
    }

    public bool IsRepeated(CellState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.Seen.Has(signalled.Signal),
        Registered registered => registered.Record.Equals(state.Registration),
        Ticked tick => !MonthTelling.IsDue(state, tick.Now, policy.Ranking)
            && !WarningLevels.IsDue(state, tick.Now, policy),
        Acknowledged acknowledged => !Acknowledging.IsOpen(
            state.Acknowledged, state.Name, state.Standing.Level, acknowledged.Finding),
        _ => false,
    };

    public void Apply(CellState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.Standing.Begin(in entry);
        if (!IsFine(state))
            state.RankedFactors.Take(entry.ArrivedAt, policy.Ranking.Factor);
        BeijingTime now = entry.ArrivedAt;
        switch (entry.Body)
        {
            case Registered { Record: CellRecord record }:
                state.Registration = record;
                MonthTelling.Join(state, policy.Ranking);
                break;
            case Ticked tick:
                now = tick.Now;
                MonthTelling.Tell(state, now, policy.Ranking, effects);
                break;
            case Acknowledged acknowledged:
                Acknowledging.Take(state.Acknowledged, acknowledged, state.Standing.Level);
                break;
            case PolicyPut:
                ContrastJudgement.JudgeAgain(state, state.NewestHour, policy, effects);
                MonthTelling.Join(state, policy.Ranking);
                break;
            case Signalled { Signal: var signal }:
                if (state.Seen.Take(signal))
                    Take(state, in entry, signal, policy, effects);
                break;
            default:
                throw new InvalidOperationException($"A cell does not take {entry.Body.Kind} entries of this form.");
        }

        (EscalationLevel level, string reason) = CellLevels.Of(state, now, policy);
        state.Standing.SetLevel(level, reason, entry.ArrivedAt);
        Acknowledging.Follow(state.Acknowledged, level, effects);
        state.Standing.SetLink(
            state.Sources.LinkOf(IsFine(state) ? TwinKind.Point : TwinKind.Cell), entry.ArrivedAt);
        ShowLine(state, effects);
    }

    public bool MayLeave(CellState state, PageId page) => page.Kind == PageKind.Month
        ? page != CellMonth.IdOf(state.Newest)
        : page.Start < state.Newest.StartOfDay;

    public TwinStatus Describe(CellState state) => CellStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) =>
        id.Kind == PageKind.Month ? CellMonth.Read(ref reader) : CellDay.Read(ref reader);

    public void WriteState(CellState state, EntryWriter writer) => CellStateCodec.Write(state, writer);

    public CellState ReadState(TwinName name, ref EntryReader reader) => CellStateCodec.Read(name, ref reader);

    static bool IsFine(CellState state) => state.Id.Resolution == GridResolution.Fine;

    static void Take(CellState state, in TwinEntry entry, Signal signal, Policy policy, EffectList effects)
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
                if (IsOfItself(state, signal.Source))
                    TakeHour(state, signal.Source, told, policy, effects);
                else
                    TakeAround(state, signal.Source, told, policy, effects);
                break;
            case RanksTold told when signal.Source == TwinName.Of(state.Id.City):
                WarningJudgement.Take(state, in entry, told, policy, effects);
                break;
            case FindingTold { Finding: var finding } when finding.Twin == state.Name:
                TakeFinding(state, in entry, finding, effects);
                break;
            default:
                break;
        }
    }

    /// <summary>A station or fine cell that lies in this cell, not just beyond its edges.</summary>
    static bool IsOfItself(CellState state, TwinName source) =>
        IsFine(state) || source.Kind != TwinKind.Cell || source.AsCell().Coarse == state.Id;

    static void TakeHour(CellState state, TwinName source, MeanTold told, Policy policy, EffectList effects)
    {
        var hour = told.Start.StartOfHour;
        CellDay day = state.DayOf(hour);
        bool isNew = !day.Means.Knows(source, told.Factor);
        HourAcross before = day.Means.Across(told.Factor, hour.HourOfDay);
        if (day.Means.Set(source, told))
            day.IsDirty = true;
        HourAcross after = day.Means.Across(told.Factor, hour.HourOfDay);
        state.FactorOf(told.Factor).Set(hour, after);
        if (hour > state.NewestHour)
            state.NewestHour = hour;
        if (!IsFine(state))
        {
            MonthTelling.Take(state, told.Factor, hour, before.Mean, after.Mean, policy.Ranking);
            ContrastJudgement.Take(state, day, told, isNew, policy, effects);
        }
        else if (after.Mean != before.Mean)
            TellMean(state, told.Factor, hour, after.Mean, policy, effects);
    }

    /// <summary>Tells the 3 km cell around, and those near by where the factor is compared with its neighbours.</summary>
    static void TellMean(
        CellState state, FactorCode factor, BeijingTime hour, Exact mean, Policy policy, EffectList effects)
    {
        DataFlag flag = mean.HasValue ? DataFlag.Normal : DataFlag.Insufficient;
        var told = new MeanTold(ObservationKind.Hour, factor, hour, mean, flag, IsReported: false);
        effects.Tell(TwinName.Of(state.Id.Coarse), told);
        foreach (ContrastFactor compared in policy.Contrast.Factors)
        {
            if (compared.Factor != factor)
                continue;
            foreach (CellId nearby in state.Id.CoarseNearby())
                effects.Tell(TwinName.Of(nearby), told);
        }
    }

    static void TakeAround(CellState state, TwinName source, MeanTold told, Policy policy, EffectList effects)
    {
        CellDay day = state.DayOf(told.Start);
        bool isNew = !day.Around.Knows(source, told.Factor);
        if (told.Start.StartOfHour > state.NewestAround)
            state.NewestAround = told.Start.StartOfHour;
        if (!day.Around.Set(source, told))
            return;
        day.IsDirty = true;
        ContrastJudgement.Take(state, day, told, isNew, policy, effects);
    }

    /// <summary>The 3 km cell has judged; the finding is this cell's own.</summary>
    static void TakeFinding(CellState state, in TwinEntry entry, Finding told, EffectList effects)
    {
        Finding finding = told with
        {
            FirstEntry = entry.Sequence,
            LastEntry = entry.Sequence,
            DecidedBy = entry.Sequence,
        };
        state.Findings.Take(finding);
        int oldest = state.NewestHour.DayNumber - DaysOfFindings;
        state.Findings.RemoveWhere(held => held.WindowEnd.DayNumber <= oldest);
        effects.Raise(finding);
        effects.Tell(TwinName.Of(state.Region), new FindingTold(finding));
    }

    /// <summary>Regions learn of levels and links, not of every hour's figure; the reason goes along.</summary>
    /// <remarks>A 3 km cell that only hears what goes on around it has nothing to show.</remarks>
    static void ShowLine(CellState state, EffectList effects)
    {
        if (state.Registration is null && state.Factors.Count == 0 && state.Sources.Lines.Count == 0)
            return;
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
