using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// Judges a natural day of the devices of an enterprise from the pages of that day and the one before it, and what the
/// devices are used to draw. Late data judge again every day that they may change.
/// </summary>
static class PowerJudgement
{
    /// <summary>
    /// How far a day reaches into the verdicts on later ones: by what it teaches, and by what that has found on others, as
    /// far as any day is kept.
    /// </summary>
    public const int DaysAhead = PowerHistory.DaysKept - 1;

    const int MostDaysAtOnce = 31;
    const int Hours = 24;

    /// <summary>The pages of the days that data of a day may change, and of the day before the first of them.</summary>
    public static void PagesFor(EnterpriseState state, BeijingTime time, int daysAhead, List<PageId> pages)
    {
        BeijingTime newest = state.Power.NewestDay;
        BeijingTime day = time.StartOfDay;
        AddOnce(pages, PageId.Day(day.AddSeconds(-BeijingTime.SecondsPerDay)));
        AddOnce(pages, PageId.Day(day));
        for (int ahead = 1; ahead <= daysAhead; ahead++)
        {
            BeijingTime later = day.AddSeconds(ahead * BeijingTime.SecondsPerDay);
            if (later <= newest)
                AddOnce(pages, PageId.Day(later));
        }

        int known = Math.Max(day.DayNumber, newest.DayNumber);
        BeijingTime end = BeijingTime.StartOf(Math.Min(day.DayNumber + daysAhead, known) + 1);
        foreach (EmergencyOrder order in state.Orders.All.Where(order => OrderedUse.Holds(order, day, end)))
            PagesBefore(order, pages);
    }

    /// <summary>The pages of the days that the use is learnt from which an order is held against.</summary>
    static void PagesBefore(EmergencyOrder order, List<PageId> pages)
    {
        foreach (PageId page in UsualUse.PagesBefore(order))
            AddOnce(pages, page);
    }

    /// <summary>The pages of the days of an order, and of those of the order that it replaces.</summary>
    public static void PagesFor(EnterpriseState state, EmergencyOrder order, List<PageId> pages)
    {
        PagesFor(state, order.From, DaysAhead, pages);
        PagesBefore(order, pages);
        if (state.Orders.Find(order.Number) is { } former)
            PagesFor(state, former.From, DaysAhead, pages);
    }

    /// <summary>The pages of the days that a tick may settle, and of those that what is found on them may change.</summary>
    public static void PagesToSettle(EnterpriseState state, BeijingTime now, List<PageId> pages)
    {
        foreach (int day in state.Power.OpenDays.TakeWhile(day => day < now.DayNumber).Take(MostDaysAtOnce))
            PagesFor(state, BeijingTime.StartOf(day), DaysAhead, pages);
    }

    /// <summary>Whether the marking deadline of a day has passed that is not settled.</summary>
    public static bool IsDue(EnterpriseState state, BeijingTime now, Policy policy) =>
        state.Power.OpenDays.Any(day => HasPassed(day, now, policy));

    /// <summary>
    /// Settles such days, some at a time: what nothing followed on is told with its figures, as final. Data that come later
    /// revise it.
    /// </summary>
    public static void Settle(
        EnterpriseState state, BeijingTime now, in TwinEntry entry, Policy policy, EffectList effects)
    {
        int[] days = [.. state.Power.OpenDays.Take(MostDaysAtOnce).Where(day => HasPassed(day, now, policy))];
        foreach (int day in days)
        {
            state.Power.Settle(day);
            EnterpriseDay page = state.DayOf(BeijingTime.StartOf(day));
            page.IsSettled = true;
            page.IsDirty = true;
            JudgeOn(state, page.Start, daysAtLeast: 0, in entry, policy, effects);
        }
    }

    /// <summary>
    /// Number of the first day that is not settled: its deadline has not passed, or no clock has seen that it has.
    /// </summary>
    public static int FirstNotSettled(EnterpriseState state, BeijingTime now, Policy policy)
    {
        int first = MarkDeadline.LastPassed(now, policy.Marks) + 1;
        return state.Power.OpenDays.Count > 0 ? Math.Min(first, state.Power.OpenDays.First()) : first;
    }

    /// <summary>Judges the newest day again while it runs: a day whose marking deadline has passed stands as it was judged.</summary>
    public static void JudgeRunning(EnterpriseState state, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (!HasPassed(state.Power.NewestDay.DayNumber, entry.ArrivedAt, policy))
            Judge(state, state.Power.NewestDay, daysAhead: 0, in entry, policy, effects);
    }

    static bool HasPassed(int day, BeijingTime now, Policy policy) =>
        MarkDeadline.HasPassed(BeijingTime.StartOf(day), now, policy.Marks);

    public static void Take(
        EnterpriseState state, in TwinEntry entry, TwinName source, PowerTold told, Policy policy, EffectList effects)
    {
        EnterpriseDay page = state.DayOf(told.Hour);
        state.Power.Reach(page.Start);
        if (!page.DeviceOf(new DeviceId(source.AsPoint(), told.Device)).SetMinutes(told.Hour.HourOfDay, told.Minutes))
            return;
        Touch(state, page);
        JudgeOn(state, page.Start, daysAtLeast: 1, in entry, policy, effects);
    }

    public static void Take(
        EnterpriseState state, in TwinEntry entry, TwinName source, MeanTold told, Policy policy, EffectList effects)
    {
        EnterpriseDay page = state.DayOf(told.Start);
        state.Power.Reach(page.Start);
        var device = new DeviceId(source.AsPoint(), told.Factor);
        DeviceDay day = page.DeviceOf(device);
        Exact mean = told.Flag.IsValid() ? told.Value : Exact.None;
        if (!day.SetMean(told.Start.HourOfDay, mean, isStopped: told.Flag == DataFlag.Off))
            return;
        Touch(state, page);
        state.Power.Set(device, page.Start, day.Summarise(state.PolicyOf(page.Start, policy).Electricity.OnAboveOf(told.Factor)));
        Judge(state, page.Start, DaysAhead, in entry, policy, effects);
    }

    /// <summary>Takes a version of an order, and judges its days and those of the version that it replaces.</summary>
    public static void Take(
        EnterpriseState state, in TwinEntry entry, EmergencyOrder order, Policy policy, EffectList effects)
    {
        if (state.Orders.Holds(order))
            return;
        EmergencyOrder? former = state.Orders.Take(order, entry.ArrivedAt, entry.Sequence);
        if (former is not null && former.From.StartOfDay != order.From.StartOfDay)
            Judge(state, former.From.StartOfDay, DaysAhead, in entry, policy, effects);
        Judge(state, order.From.StartOfDay, DaysAhead, in entry, policy, effects);
        state.Orders.ForgetBefore(state.Power.NewestDay.DayNumber - EnterpriseState.DaysOfOrders);
    }

    /// <summary>The production devices that the registration names, each once.</summary>
    public static DeviceId[] ProductionOf(EnterpriseState state) =>
    [
        .. (state.Registration?.Relations ?? default).Select(relation => relation.Production).Distinct(),
    ];

    /// <summary>
    /// Judges a day and the later ones that have pages, in order of time: what is found on one says whether it teaches.
    /// </summary>
    /// <returns>Whether any of them teaches otherwise than before.</returns>
    static bool Judge(
        EnterpriseState state, BeijingTime day, int daysAhead, in TwinEntry entry, Policy policy, EffectList effects)
    {
        bool hasChanged = false;
        for (int ahead = 0; ahead <= daysAhead; ahead++)
        {
            BeijingTime judged = day.AddSeconds(ahead * BeijingTime.SecondsPerDay);
            if (state.Pages.Find(PageId.Day(judged)) is EnterpriseDay page)
                hasChanged |= Judge(state, page, in entry, policy, effects);
        }

        return hasChanged;
    }

    /// <summary>Judges some days, and all later ones where what is found on these changes what they teach.</summary>
    static void JudgeOn(
        EnterpriseState state, BeijingTime day, int daysAtLeast, in TwinEntry entry, Policy policy, EffectList effects)
    {
        BeijingTime behind = day.AddSeconds((daysAtLeast + 1) * BeijingTime.SecondsPerDay);
        if (Judge(state, day, daysAtLeast, in entry, policy, effects))
            Judge(state, behind, DaysAhead, in entry, policy, effects);
    }

    /// <summary>Judges a day by its own policy (<see cref="DayPolicies"/>).</summary>
    /// <returns>Whether the day teaches otherwise than before.</returns>
    static bool Judge(
        EnterpriseState state, EnterpriseDay page, in TwinEntry entry, Policy inForce, EffectList effects)
    {
        Policy policy = state.PolicyOf(page.Start, inForce);
        var grounded = new List<Finding>();
        var words = new PowerFindings(state.Name, policy, entry.ArrivedAt);
        ValueList<DeviceRelation> relations = state.Registration?.Relations ?? default;
        foreach (DeviceRelation relation in relations)
        {
            Lags(state, page, relation, words, grounded);
            Idling(state, page, relation, words, grounded);
        }

        DeviceId[] production = ProductionOf(state);
        foreach (DeviceId device in production)
        {
            if (page.FindDevice(device) is { } day
                && NightRule.Of(day.Means, policy.Electricity.Night) is { IsOver: true } night)
            {
                grounded.Add(words.Night(device, page, night, isWhole: page.IsSettled || day.Means[Hours - 1].HasValue));
            }
        }

        foreach (EmergencyOrder order in state.Orders.All)
        {
            Order(state, page, order, OrderMeasure.OfPower(state, policy.Electricity), words, grounded);
            foreach (OrderMeasure measure in OrderMeasure.OfEmission(page, policy.Electricity))
                Order(state, page, order, measure, words, grounded);
        }

        if (page.IsSettled)
        {
            grounded.AddRange(page.Own.InForce
                .Where(finding => finding.Standing == FindingStanding.Provisional
                    && !IsInReach(state, page, finding, policy.Electricity.Baseline))
                .Select(finding => finding with { Standing = FindingStanding.Final }));
        }

        Finding[] held = [.. page.Own.InForce];
        foreach (Finding change in page.Own.Exchange(
            finding => IsInReach(state, page, finding, policy.Electricity.Baseline), grounded, PowerFindings.Withdrawn))
        {
            page.IsDirty = true;
            OwnVerdicts.Tell(state, change, Array.Find(held, former => former.Id == change.Id), in entry, effects);
        }

        return state.Power.SetFaults(page.Start, LearningFrom.FaultsOn(state, page, policy.Electricity.Baseline));
    }

    /// <summary>
    /// Whether all that a finding was judged from is kept still. What rests on a baseline or an order that is kept no more
    /// stands as it was found: nothing that comes later can be held against it.
    /// </summary>
    static bool IsInReach(EnterpriseState state, EnterpriseDay page, Finding finding, LearnedBaseline baseline)
    {
        if (finding.Rule == PowerFindings.IdlingRule)
        {
            return state.Power.Keeps(
                LearningFrom.Device(state, PowerFindings.TreatmentOf(finding), page.Start, baseline));
        }

        if (finding.Rule is not (PowerFindings.OrderRule or PowerFindings.EmissionRule))
            return true;
        EmergencyOrder? order = state.Orders.All.FirstOrDefault(
            held => held.Subject == finding.Subject);
        return order is not null
            && (!OrderedUse.Holds(order, page.Start, page.End) || state.Power.Keeps(LearningFrom.Orders(state, order.From.StartOfDay, baseline)));
    }

    static void Touch(EnterpriseState state, EnterpriseDay page)
    {
        page.IsDirty = true;
        if (!page.IsSettled)
            state.Power.Open(page.Start);
    }

    static void AddOnce(List<PageId> pages, PageId page)
    {
        if (!pages.Contains(page))
            pages.Add(page);
    }

    static void Lags(
        EnterpriseState state, EnterpriseDay page, DeviceRelation relation, PowerFindings words, List<Finding> grounded)
    {
        BeijingTime eve = page.Start.AddSeconds(-BeijingTime.SecondsPerDay);
        var before = state.Pages.Find(PageId.Day(eve)) as EnterpriseDay;
        int allowed = AllowedMinutes(relation, words.Policy);
        foreach (DayLag lag in PairMinutes.Of(before, page, relation, words.Policy.HoldMinutes).Lags(allowed))
        {
            grounded.Add(words.Lag(relation, page, eve, lag, allowed));
        }
    }

    public static int AllowedMinutes(DeviceRelation relation, ElectricityPolicy policy) =>
        relation.AllowedMinutes ?? policy.Lag.AllowedMinutes;

    /// <summary>Hours in a row make one finding.</summary>
    static void Idling(
        EnterpriseState state, EnterpriseDay page, DeviceRelation relation, PowerFindings words, List<Finding> grounded)
    {
        if (page.FindDevice(relation.Production) is not { } production
            || page.FindDevice(relation.Treatment) is not { } treatment)
        {
            return;
        }

        LearningDays days = LearningFrom.Device(state, relation.Treatment, page.Start, words.Policy.Baseline);
        if (!state.Power.Keeps(days)
            || LearningFrom.Usual(state, relation.Treatment, days, words.Policy.Baseline) is not { } usual)
        {
            return;
        }

        decimal share = relation.IdleShare.OrNull ?? words.Policy.Idling.Share;
        int known = treatment.Means.LastIndexOfAnyExcept(Exact.None) + 1;
        int first = -1;
        for (int hour = 0; hour <= known; hour++)
        {
            bool idles = hour < known && IdlingRule.Idles(
                production.Means[hour], treatment.Means[hour], usual.Baseline, share, words.Policy.OnAbove);
            if (idles)
            {
                first = first < 0 ? hour : first;
                continue;
            }

            if (first >= 0)
            {
                bool isOver = hour < known || known == Hours || page.IsSettled;
                grounded.Add(words.Idling(
                    relation, page, first, hour - first, treatment.Means[first], usual, days, share, isOver));
            }

            first = -1;
        }
    }

    static void Order(
        EnterpriseState state, EnterpriseDay page, EmergencyOrder order, OrderMeasure measure, PowerFindings words,
        List<Finding> grounded)
    {
        if (!OrderedUse.Holds(order, page.Start, page.End)
            || !state.Power.Keeps(LearningFrom.Orders(state, order.From.StartOfDay, words.Policy.Baseline)))
        {
            return;
        }

        var use = OrderedUse.Of(state, page, order, measure, words.Policy);
        if (use.HeldAgainst(order, words.Policy.Order) is { IsBroken: true } verdict)
            grounded.Add(words.Order(order, page, measure, use, verdict));
    }
}
