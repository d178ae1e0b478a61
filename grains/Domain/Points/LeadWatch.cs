using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Lets the detectors of untrue data see a point's hours, a natural day at a time and in order: the day is seen by the
/// first tick after its marking deadline, when the plant has had its say, and after the point's own clock has passed
/// that time too, so that a back-fill is seen as it comes and not as a gap.
/// </summary>
/// <remarks>
/// Whatever comes before a day is seen makes the same leads in any order. Data that come for one of the
/// <see cref="DetectorPolicy.LateDays"/> days seen last, and marks that have effect on it all the same, send the detectors
/// back to the start of that day with the next tick, and so does what is told of like outlets; leads that have no
/// ground any more are withdrawn, others are revised or raised. Leads of days before stay as they are, whatever comes
/// for them. An outlet that has its like sees few new days a tick, so that what its like measured comes in time. A lead
/// is told to enterprise, furnace and region and raises no level of its point.
/// </remarks>
static class LeadWatch
{
    /// <summary>More than the policy's late days; the rest waits for the next tick.</summary>
    public const int MostDaysATick = 40;

    /// <summary>What lies further back is never looked at: a clock of another year.</summary>
    const int MostDaysBack = 400;

    /// <summary>Takes note that an hour of a factor has been computed or reported, late perhaps.</summary>
    public static void Touch(PointState state, FactorCode factor, BeijingTime hour, DetectorPolicy policy)
    {
        ref WatchedDays days = ref state.Watched;
        int day = hour.DayNumber;
        if ((days.First == 0 || day < days.First) && policy.Watches(factor))
            days.First = day;
        if (IsSeenAgain(state, day, policy))
            SeeAgain(ref days, day);
    }

    /// <summary>Takes note that other marks than before have effect on a day, or that like outlets stand otherwise.</summary>
    public static void TouchDay(PointState state, BeijingTime day, DetectorPolicy policy)
    {
        if (IsSeenAgain(state, day.DayNumber, policy))
            SeeAgain(ref state.Watched, day.DayNumber);
    }

    /// <summary>Whether a day has been seen, and is seen again for what comes late.</summary>
    public static bool IsSeenAgain(PointState state, int day, DetectorPolicy policy) =>
        day < state.Watched.SeenTo && day >= state.Watched.SeenTo - policy.LateDays;

    static void SeeAgain(ref WatchedDays days, int day)
    {
        if (days.Again == 0 || day < days.Again)
            days.Again = day;
    }

    /// <param name="closedBy">The hour that the tick opens.</param>
    public static void AddPages(PointState state, BeijingTime now, BeijingTime closedBy, List<PageId> pages)
    {
        (int from, int to) = Due(state, now, closedBy > state.OpenHour ? closedBy : state.OpenHour);
        for (int day = from; day < to; day++)
            AddOnce(pages, PageId.Day(BeijingTime.StartOf(day)));
        if (from < to)
            pages.Add(LeadPage.Only);
    }

    public static bool IsDue(PointState state, BeijingTime now)
    {
        (int from, int to) = Due(state, now, state.OpenHour);
        return from < to;
    }

    public static void See(
        PointState state, BeijingTime now, in TwinEntry entry, Policy policy, EffectList effects)
    {
        (int from, int to) = Due(state, now, state.OpenHour);
        if (from >= to)
            return;
        to = Math.Min(to, LikeOutlets.FirstSeenBefore(state, Math.Max(from, state.Watched.SeenTo), policy.Detectors));
        LeadPage page = state.Pages.GetOrAdd(LeadPage.Only, static _ => new LeadPage());
        page.IsDirty = true;
        List<Finding> former = Return(page, ref from, state.Watched.SeenTo);
        Finding[] stood = [.. page.Standing];
        var told = new List<Finding>();
        for (int day = from; day < to; day++)
        {
            SeenDay seen = page.Begin(day);
            BeijingTime start = BeijingTime.StartOf(day);
            Policy ofDay = state.PolicyOf(start, policy);
            SeeDay(state, page, start, seen.Told, entry.Sequence, ofDay);
            LikeOutlets.TellHours(state, start, ofDay, effects);
            foreach (Finding lead in seen.Told)
                Stand(page.Standing, lead);
            told.AddRange(seen.Told);
        }

        state.Watched.SeenTo = to;
        state.Watched.Again = 0;
        page.Days.RemoveAll(day => day.Number < to - policy.Detectors.LateDays);
        Tell(state, stood, former, told, in entry, effects);
    }

    /// <summary>Days to be seen: from the first, late ones again, up to the last that is settled.</summary>
    static (int From, int To) Due(PointState state, BeijingTime now, BeijingTime openHour)
    {
        WatchedDays days = state.Watched;
        if (days.First == 0)
            return default;
        BeijingTime clock = now < openHour ? now : openHour;
        int settled = Math.Min(Settlement.FirstOpenDay(clock, state.SettlesAfter), state.ExpectedUntil + 1);
        int from = Math.Max(days.SeenTo == 0 ? days.First : days.SeenTo, settled - MostDaysBack);
        if (days.Again != 0)
            from = days.Again;
        return (from, Math.Min(Math.Max(settled, days.SeenTo), from + MostDaysATick));
    }

    /// <summary>Goes back to the start of a day that is seen again.</summary>
    /// <returns>What was told of it and the days after it.</returns>
    static List<Finding> Return(LeadPage page, ref int from, int seenTo)
    {
        int first = from;
        if (first >= seenTo)
            return [];
        SeenDay? day = page.Days.Find(seen => seen.Number == first);
        if (day is null && page.Days is [{ IsFirst: true } oldest, ..] && first < oldest.Number)
            day = oldest;
        if (day is null)
        {
            from = seenTo;
            return [];
        }

        List<Finding> former = [.. page.Days.Where(seen => seen.Number >= day.Number).SelectMany(seen => seen.Told)];
        page.ReturnTo(day);
        return former;
    }

    /// <summary>Whether a day of a factor is seen: it is watched, and something of it has come by then.</summary>
    public static bool Sees(PointState state, LeadPage page, DayPage? day, int factor, Policy policy) =>
        (day?.Find(factor) is not null || page.Find(factor) is not null)
        && policy.Detectors.Watches(state.Factors[factor].Code);

    /// <summary>Lets the detectors of a page see a natural day, of which the point's page is at hand.</summary>
    /// <param name="told">Takes the leads that begin or are over on it.</param>
    /// <param name="decidedBy">Sequence number of the entry that closed it.</param>
    public static void SeeDay(
        PointState state, LeadPage page, BeijingTime start, List<Finding> told, long decidedBy, Policy policy)
    {
        var day = state.Pages.Find(PageId.Day(start)) as DayPage;
        var leads = new List<Lead>();
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            if (!Sees(state, page, day, factor, policy))
                continue;
            FactorCode code = state.Factors[factor].Code;
            FactorDetectors detectors = page.Of(factor);
            var sight = new LeadSight(state, day, start, factor, policy);
            for (int hour = 0; hour < FactorDay.Hours; hour++)
            {
                HourSight seen = sight.Of(hour);
                detectors.See(in seen, policy.Detectors, leads);
                if (leads.Count == 0)
                    continue;
                (long first, long last) = sight.EntriesOf(hour);
                foreach (Lead lead in leads)
                    told.Add(LeadFindings.Describe(lead, state.Name, code, policy, first, last, decidedBy));
                leads.Clear();
            }
        }
    }

    /// <summary>Tells what is new: of days seen for the first time every lead, of others what differs.</summary>
    static void Tell(
        PointState state, Finding[] stood, List<Finding> former, List<Finding> now, in TwinEntry entry,
        EffectList effects)
    {
        foreach (Finding lead in now)
        {
            Finding? before = LastOf(former, lead) ?? LastOf(stood, lead);
            bool isLast = ReferenceEquals(LastOf(now, lead), lead);
            if (before is null)
                Emit(state, lead, effects);
            else if (isLast && !IsSame(before, lead))
                Emit(state, lead with { State = FindingState.Revised }, effects);
        }

        foreach (Finding lead in former)
        {
            if (!ReferenceEquals(LastOf(former, lead), lead) || LastOf(now, lead) is not null)
                continue;
            // A lead that stood before and is not over after all stands as it did.
            Finding change = LastOf(stood, lead) is { } standing
                ? standing with { State = FindingState.Revised }
                : lead with { State = FindingState.Withdrawn, Reason = $"not by what came late: {lead.Reason}" };
            Emit(state, change with { DecidedBy = entry.Sequence }, effects);
        }
    }

    static void Emit(PointState state, Finding lead, EffectList effects)
    {
        effects.Raise(lead);
        PointFindings.Tell(state, lead, effects);
    }

    static void Stand(List<Finding> standing, Finding lead)
    {
        standing.RemoveAll(other => IsOfSame(other, lead));
        if (lead.Standing == FindingStanding.Provisional)
            standing.Add(lead);
    }

    static Finding? LastOf(IReadOnlyList<Finding> leads, Finding like)
    {
        for (int i = leads.Count - 1; i >= 0; i--)
        {
            if (IsOfSame(leads[i], like))
                return leads[i];
        }

        return null;
    }

    static bool IsOfSame(Finding lead, Finding other) =>
        lead.Rule == other.Rule && lead.Factor == other.Factor && lead.WindowStart == other.WindowStart;

    static bool IsSame(Finding lead, Finding other) =>
        lead == other with
        {
            State = lead.State,
            FirstEntry = lead.FirstEntry,
            LastEntry = lead.LastEntry,
            DecidedBy = lead.DecidedBy,
            PolicyVersion = lead.PolicyVersion,
        };

    static void AddOnce(List<PageId> pages, PageId page)
    {
        if (!pages.Contains(page))
            pages.Add(page);
    }
}
