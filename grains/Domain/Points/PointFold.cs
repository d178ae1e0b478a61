using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The fold of a monitoring point. Instants, minutes and hours go into the pages of their own hour and day, whatever
/// the order they arrive in; a closed hour that is touched again is computed and judged again. So late and re-sent
/// data end in the same aggregates as data in order.
/// </summary>
/// <remarks>
/// An hour is open while nothing later has come. When it closes, its mean is computed (<see cref="HourMeans"/>), put
/// into its day and judged (<see cref="Judgement"/>). What the device reports for an hour or a day is judged on
/// arrival. A clock counts from the first observation on. New limits hold from the day of their registration, whose
/// hours are judged again, or from the first day that they name; of days before the limit of then decides
/// (<see cref="LimitHistory"/>). Whether data are true is looked at a day at a time, when the day is settled
/// (<see cref="LeadWatch"/>). What a code sent means is read from the registration in force at the entry
/// (<see cref="CodeMeanings"/>); the journal holds the code as sent.
/// </remarks>
public sealed class PointFold : ITwinFold<PointState>
{
    /// <summary>An hour's mean, labelled with its start, is an hour old when it comes; two more are patience.</summary>
    const int LongestLagSeconds = 3 * BeijingTime.SecondsPerHour;

    public PointState Create(TwinName name) => new(name);

    public void ResidentPages(PointState state, List<PageId> pages)
    {
        if (state.IsMarked)
            pages.Add(PointMarks.Only);
    }

    public void PagesFor(PointState state, EntryBody body, List<PageId> pages)
    {
        BeijingTime newest = default;
        if (body is Registered { Record: PointRecord record })
        {
            foreach (int day in Judgement.DaysDatedOtherwise(state, record))
                pages.Add(PageId.Day(BeijingTime.StartOf(day)));
        }

        switch (body)
        {
            case PolicyPut:
                newest = new BeijingTime(long.MaxValue);
                foreach (int day in Judgement.DaysNotSettled(state))
                    pages.Add(PageId.Day(BeijingTime.StartOf(day)));
                break;
            case Registered or Signalled { Signal.Body: OutletClaimed }:
                newest = new BeijingTime(long.MaxValue);
                break;
            case Signalled { Signal.Body: DayVerdictTold told }:
                pages.Add(PageId.Day(told.Day));
                break;
            case Signalled { Signal.Body: MarkTold told }:
                foreach (int day in PointMarking.DaysOfFurnace(state, told.Mark))
                    pages.Add(PageId.Day(BeijingTime.StartOf(day)));
                break;
            case Marked { Mark: var mark }:
                foreach (int day in PointMarking.DaysOf(state, mark))
                    pages.Add(PageId.Day(BeijingTime.StartOf(day)));
                break;
            case Signalled { Signal.Body: PeersTold peers }:
                pages.Add(PageId.Day(peers.Day));
                break;
            case Ticked tick:
                newest = ClosedBy(state, tick.Now);
                Settlement.AddPages(state, tick.Now, pages);
                LeadWatch.AddPages(state, tick.Now, newest, pages);
                break;
            case Observed { Observation: var observation } when !IsBeforeAllClocks(observation):
                newest = EventHour(observation);
                bool isOfHour = IsOfHour(observation.Kind);
                if (isOfHour)
                    pages.Add(PageId.Hour(observation.DataTime));
                if (isOfHour && PowerMinutes.IsMeasuredBy(state))
                    pages.Add(PageId.Power(observation.DataTime));
                if (IsOfDevices(observation.Kind))
                    pages.Add(PageId.Devices(observation.DataTime));
                if (observation.Kind is ObservationKind.Hour or ObservationKind.Day
                    || (isOfHour && newest < state.OpenHour))
                    pages.Add(PageId.Day(observation.DataTime));
                break;
        }

        if (state.OpenHour.IsSet
            && (newest > state.OpenHour || (body is Ticked clock && IsClosedByDeadline(state, clock.Now))))
        {
            AddOnce(pages, PageId.Hour(state.OpenHour));
            AddOnce(pages, PageId.Day(state.OpenHour));
            if (PowerMinutes.IsMeasuredBy(state))
                AddOnce(pages, PageId.Power(state.OpenHour));
        }
    }

    public bool IsRepeated(PointState state, EntryBody body, Policy policy) => body switch
    {
        Observed observed => Repetition.Of(state, CodeMeanings.Of(state.Registration, observed.Observation), policy),
        Registered registered => registered.Record.Equals(state.Registration),
        Ticked tick => !LinkRules.TurnsSilent(state, tick, policy)
            && !Settlement.IsDue(state, tick.Now)
            && !LeadWatch.IsDue(state, tick.Now)
            && !PointLevels.Falls(state, tick.Now, policy)
            && !IsClosedByDeadline(state, tick.Now)
            && (!state.OpenHour.IsSet || ClosedBy(state, tick.Now) <= state.OpenHour),
        Marked marked => PointMarking.Holds(state, marked.Mark),
        Signalled signalled => state.Seen?.Has(signalled.Signal) == true,
        Acknowledged acknowledged => !Acknowledging.IsOpen(
            state.Acknowledged, state.Name, state.Level, acknowledged.Finding),
        _ => false,
    };

    public void Apply(PointState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        var before = new PointStatusLine(state);
        state.Sequence = entry.Sequence;
        if (entry.Body is not Ticked)
            Settlement.Pass(state, entry.ArrivedAt, policy);
        if (entry.Body is PolicyPut && (state.FirstDay != 0 || state.IsMarked))
            state.Policies.Settle(state.SettledBefore);
        state.Policies.Follow(policy);
        switch (entry.Body)
        {
            case Registered { Record: PointRecord record }:
                PointRecord? former = state.Limited;
                SortedSet<int> dated = Judgement.DaysDatedOtherwise(state, record);
                TwinName? furnace = state.ClaimedBy;
                Judgement.RememberDatedOver(state, record, in entry);
                state.Register(record, entry.ArrivedAt.Date);
                if (state.ClaimedBy != furnace)
                    FurnaceDays.ForgetStandstills(state);
                FurnaceDays.TellFurnace(state, effects);
                Judgement.JudgeDays(state, dated, former, in entry, policy, effects);
                if (!dated.Contains(state.OpenHour.DayNumber))
                    Judgement.JudgeAgain(state, former, in entry, policy, effects);
                break;
            case Acknowledged acknowledged:
                Acknowledging.Take(state.Acknowledged ??= new AcknowledgementSet(), acknowledged, state.Level);
                break;
            case Marked marked:
                PointMarking.Take(state, marked.Mark, in entry, policy, effects);
                break;
            case PolicyPut:
                FurnaceDays.TellFurnace(state, effects);
                Judgement.JudgeDays(
                    state, Judgement.DaysNotSettled(state), state.Limited, in entry, policy, effects);
                break;
            case Signalled { Signal: var signal }:
                if ((state.Seen ??= new SeenSignals()).Take(signal))
                    Take(state, in entry, signal, policy, effects);
                break;
            case Observed observed:
                LinkRules.Heard(state, entry.ArrivedAt);
                Observe(state, in entry, CodeMeanings.Of(state.Registration, observed.Observation), policy, effects);
                break;
            case Ticked tick:
                LinkRules.Tick(state, tick, policy);
                if (state.OpenHour.IsSet)
                    AdvanceTo(state, ClosedBy(state, tick.Now), in entry, policy, effects);
                bool isPast = IsClosedByDeadline(state, tick.Now);
                Settlement.Settle(state, tick.Now, in entry, policy, effects);
                if (isPast)
                    CloseSettled(state, in entry, policy, effects);
                LeadWatch.See(state, tick.Now, in entry, policy, effects);
                break;
            default:
                throw new InvalidOperationException($"A point does not take {entry.Body.Kind} entries of this form.");
        }

        PointLevels.Update(state, entry.ArrivedAt, policy);
        before.TellIfChanged(state, effects);
    }

    public bool MayLeave(PointState state, PageId page) =>
        page.Kind != PageKind.Marks
        && (page.Kind is not (PageKind.Hour or PageKind.Power) || page.Start < state.OpenHour);

    public TwinStatus Describe(PointState state) => PointStatus.Of(state);

    public IPage ReadPage(PageId id, ref EntryReader reader) => id.Kind switch
    {
        PageKind.Hour => HourPage.Read(ref reader),
        PageKind.Day => DayPage.Read(ref reader),
        PageKind.Devices => DevicePage.Read(ref reader),
        PageKind.Power => PowerPage.Read(ref reader),
        PageKind.Leads => LeadPage.Read(ref reader),
        PageKind.Marks => PointMarks.Read(ref reader),
        _ => throw new InvalidDataException($"A point has no page {id}."),
    };

    public void WriteState(PointState state, EntryWriter writer) => PointStateCodec.Write(state, writer);

    public PointState ReadState(TwinName name, ref EntryReader reader) => PointStateCodec.Read(name, ref reader);

    static void Take(PointState state, in TwinEntry entry, Signal signal, Policy policy, EffectList effects)
    {
        switch (signal.Body)
        {
            case PeersTold peers:
                LikeOutlets.Take(state, peers, policy);
                break;
            case OutletClaimed claimed:
                FurnaceDays.Take(state, in entry, signal.Source, claimed, policy, effects);
                break;
            case DayVerdictTold verdict:
                FurnaceDays.Take(state, in entry, signal.Source, verdict, policy, effects);
                break;
            case MarkTold told:
                FurnaceDays.Take(state, in entry, signal.Source, told, policy, effects);
                break;
        }
    }

    static void Observe(
        PointState state, in TwinEntry entry, Observation observation, Policy policy, EffectList effects)
    {
        state.Observations++;
        if (IsBeforeAllClocks(observation)
            || observation.DataTime > entry.ArrivedAt.AddSeconds(policy.Link.FutureToleranceSeconds))
        {
            state.FutureDated++;
            state.RememberUnplaced(Fingerprint.OfUnplaced(observation));
            return;
        }

        int dataDay = observation.DataTime.DayNumber;
        if (state.FirstDay == 0 || dataDay < state.FirstDay)
            state.FirstDay = dataDay;
        state.ExpectedUntil = state.LastArrival.DayNumber + policy.Points.Transmission.AbsentDays;
        BeijingTime hour = EventHour(observation);
        bool late = hour.IsSet && state.OpenHour.IsSet && hour < state.OpenHour;
        if (late)
            state.Late++;
        AdvanceTo(state, hour, in entry, policy, effects);
        late |= state.IsOpenHourClosed && hour == state.OpenHour;
        if (IsOfDevices(observation.Kind))
            state.DevicePageOf(observation.DataTime).Remember(observation);
        Policy ofDay = state.PolicyOf(observation.DataTime, policy);
        switch (observation.Kind)
        {
            case ObservationKind.RealTime:
                Instants.Take(state, in entry, observation, ofDay, effects);
                break;
            case ObservationKind.Minute or ObservationKind.FurnaceTemperature:
                MinuteRecords.Take(state, in entry, observation, ofDay, effects);
                break;
            case ObservationKind.Hour:
                Judgement.TakeReportedHour(state, in entry, observation, policy, effects);
                return;
            case ObservationKind.Day:
                Judgement.TakeReportedDay(state, in entry, observation, policy, effects);
                return;
            case ObservationKind.DeviceState or ObservationKind.DeviceRunTime:
                DeviceStates.Take(state, observation);
                return;
            case ObservationKind.PowerOn:
                if (observation.DataTime > state.LastPowerOn)
                    state.LastPowerOn = observation.DataTime;
                return;
            default:
                throw new InvalidOperationException($"Observation kind {observation.Kind} is unknown.");
        }

        if (PowerMinutes.IsMeasuredBy(state))
            PowerMinutes.Take(state, observation, ofDay, effects);
        if (late)
            Close(state, hour, in entry, policy, effects);
    }

    /// <summary>Closes the open hour when a later one has begun.</summary>
    static void AdvanceTo(
        PointState state, BeijingTime hour, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (!hour.IsSet || hour <= state.OpenHour)
            return;
        BeijingTime closing = state.OpenHour;
        state.OpenHour = hour;
        state.IsOpenHourClosed = false;
        bool newDay = closing.DayNumber != hour.DayNumber;
        foreach (ref FactorState factor in state.Factors)
        {
            factor.OverThisHour = false;
            factor.HoursOverToday = newDay ? (byte)0 : factor.HoursOverToday;
        }

        if (closing.IsSet)
            Close(state, closing, in entry, policy, effects);
    }

    /// <summary>
    /// Whether the day of the open hour is to be settled though no data have come after it, as where a back-fill ends: the
    /// hour then counts as closed, and the day is judged by what has come.
    /// </summary>
    static bool IsClosedByDeadline(PointState state, BeijingTime now) =>
        state.OpenHour.IsSet
        && !state.IsOpenHourClosed
        && state.SettledBefore != 0
        && state.OpenHour.DayNumber < Settlement.FirstOpenDay(now, state.SettlesAfter)
        && ClosedBy(state, now) <= state.OpenHour;

    /// <summary>The hour stays the newest one, so that a back-fill that goes on is seen in its order.</summary>
    static void CloseSettled(PointState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        state.IsOpenHourClosed = true;
        Close(state, state.OpenHour, in entry, policy, effects);
    }

    static void Close(PointState state, BeijingTime hour, in TwinEntry entry, Policy policy, EffectList effects)
    {
        PowerMinutes.Close(state, hour, effects);
        FurnaceTemperatures.Close(state, hour, state.PolicyOf(hour, policy), effects);
        Judgement.CloseHour(state, hour, in entry, policy, effects);
    }

    /// <summary>The hour an observation opens; not set for what belongs to no hour.</summary>
    static BeijingTime EventHour(Observation observation) => observation.Kind switch
    {
        ObservationKind.Day or ObservationKind.DeviceRunTime or ObservationKind.PowerOn => default,
        _ => observation.DataTime.StartOfHour,
    };

    static bool IsOfHour(ObservationKind kind) =>
        kind is ObservationKind.RealTime or ObservationKind.Minute or ObservationKind.FurnaceTemperature;

    static bool IsOfDevices(ObservationKind kind) =>
        kind is ObservationKind.DeviceState or ObservationKind.DeviceRunTime or ObservationKind.PowerOn;

    /// <summary>Times before the hour that is number 0 are of loggers that start at 1970-01-01.</summary>
    static bool IsBeforeAllClocks(Observation observation) => observation.DataTime.UnixSeconds <= 0;

    /// <summary>
    /// The hour that is open, by the clock alone: devices have ten minutes to send the last of an hour. Not set where
    /// the device lags hours behind the clock, as in a back-fill: then only its own data close its hours.
    /// </summary>
    static BeijingTime ClosedBy(PointState state, BeijingTime now)
    {
        bool lags = state.LastArrival.UnixSeconds - state.OpenHour.UnixSeconds > LongestLagSeconds;
        return lags ? default : now.AddSeconds(-10 * BeijingTime.SecondsPerMinute).StartOfHour;
    }

    static void AddOnce(List<PageId> pages, PageId page)
    {
        if (!pages.Contains(page))
            pages.Add(page);
    }
}
