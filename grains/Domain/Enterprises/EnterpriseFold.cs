using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// The fold of an enterprise: a roster of its points and furnaces, the findings on them, and the natural days on which
/// a daily mean of any of them was over its limit (超标日). Points tell their findings to the region themselves.
/// </summary>
public sealed class EnterpriseFold : ITwinFold<EnterpriseState>
{
    /// <summary>The rule whose findings make an exceedance day.</summary>
    const string DayRule = "limit.day";

    public EnterpriseState Create(TwinName name) => new(name);

    public void PagesFor(EnterpriseState state, EntryBody body, List<PageId> pages)
    {
        if (body is Signalled { Signal.Body: FindingTold told })
            pages.Add(PageId.Day(told.Finding.WindowStart));
    }

    public bool IsRepeated(EnterpriseState state, EntryBody body, Policy policy) => body switch
    {
        Signalled signalled => state.Seen.Has(signalled.Signal),
        Registered registered => registered.Record.Equals(state.Registration),
        Ticked tick => tick.Now.StartOfDay <= state.Today,
        _ => false,
    };

    public void Apply(EnterpriseState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.Standing.Begin(in entry);
        Reach(state, entry.ArrivedAt);
        switch (entry.Body)
        {
            case Registered { Record: EnterpriseRecord record }:
                state.Registration = record;
                break;
            case Ticked tick:
                Reach(state, tick.Now);
                break;
            case PolicyPut:
                break;
            case Signalled { Signal: var signal }:
                if (state.Seen.Take(signal))
                    Take(state, signal);
                break;
            default:
                throw new InvalidOperationException(
                    $"An enterprise does not take {entry.Body.Kind} entries of this form.");
        }

        RosterLine? highest = state.Roster.Highest();
        EscalationLevel level = highest?.Level ?? EscalationLevel.Normal;
        string reason = level == EscalationLevel.Normal
            ? ""
            : $"{highest!.DisplayName} ({highest.Name}): {highest.Reason}";
        state.Standing.SetLevel(level, reason, entry.ArrivedAt);
        state.Standing.SetLink(state.Roster.LinkOf(TwinKind.Point), entry.ArrivedAt);
        ShowLine(state, effects);
    }

    public bool MayLeave(EnterpriseState state, PageId page) => page.Start < state.NewestFindingDay;

    public TwinStatus Describe(EnterpriseState state) => EnterpriseStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) => EnterpriseDay.Read(ref reader);

    public void WriteState(EnterpriseState state, EntryWriter writer) => EnterpriseStateCodec.Write(state, writer);

    public EnterpriseState ReadState(TwinName name, ref EntryReader reader) =>
        EnterpriseStateCodec.Read(name, ref reader);

    static void Reach(EnterpriseState state, BeijingTime now)
    {
        if (now.StartOfDay > state.Today)
            state.Today = now.StartOfDay;
    }

    static void Take(EnterpriseState state, Signal signal)
    {
        switch (signal.Body)
        {
            case StatusChanged status:
                state.Roster.Set(signal.Source, status);
                break;
            case LeftRoster:
                state.Roster.Remove(signal.Source);
                break;
            case FindingTold told:
                TakeFinding(state, told.Finding);
                break;
            default:
                break;
        }
    }

    static void TakeFinding(EnterpriseState state, Finding finding)
    {
        EnterpriseDay day = state.DayOf(finding.WindowStart);
        day.IsDirty = true;
        day.Findings.Take(finding);
        state.DaysOver.Mark(finding.WindowStart.DayNumber, day.Findings.CountOf(DayRule) > 0);
        if (IsAtHand(state, finding))
            state.AtHand.Take(finding);
        if (day.Id.Start <= state.NewestFindingDay)
            return;
        state.NewestFindingDay = day.Id.Start;
        state.AtHand.RemoveWhere(held => !IsAtHand(state, held));
    }

    static bool IsAtHand(EnterpriseState state, Finding finding)
    {
        bool ofHours = finding.WindowEnd.UnixSeconds - finding.WindowStart.UnixSeconds < BeijingTime.SecondsPerDay;
        int days = ofHours ? EnterpriseState.DaysOfHoursAtHand : EnterpriseState.DaysAtHand;
        return finding.WindowStart.DayNumber > state.NewestFindingDay.DayNumber - days;
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
