using System.Numerics;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Keeps the findings on a point's months: serious leads of the electronic supervision, and the conditions of a
/// listing. All are looked at whenever a day's verdict or transmission changes; a day counts for its month and, in
/// runs and windows, for the months after it.
/// </summary>
static class Supervision
{
    /// <summary>Puts the verdicts of a day into the counts and looks at the months that it bears on.</summary>
    /// <param name="state">Of the point.</param>
    /// <param name="page">The day.</param>
    /// <param name="entry">That judged it.</param>
    /// <param name="policy">In force: the verdicts follow that of the day, the counts this one.</param>
    /// <param name="effects">Takes what is found.</param>
    public static void Update(PointState state, DayPage page, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (!HourCounts.IsSource(state) || !Mark(state, page, state.PolicyOf(page.Start, policy)))
            return;
        LookAt(state, page.Start, in entry, policy, effects);
    }

    static void LookAt(
        PointState state, BeijingTime day, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (state.Ledger is not { } ledger)
            return;
        int newest = Math.Max(ledger.Newest, state.OpenHour.DayNumber);
        DateOnly month = FirstOf(day.Date);
        for (int i = 0; i < 5 && BeijingTime.DayNumberOf(month) <= newest; i++, month = month.AddMonths(1))
        {
            // Out of reach of the bits a month would seem to have no exceedance: it keeps what was found on it.
            if (newest - BeijingTime.DayNumberOf(month) < SupervisionRules.ReachDays)
                LookAtMonth(state, ledger, month, isSettling: false, in entry, policy, effects);
        }

        ledger.TierIn30 = (byte)SupervisionRules.TierOf(
            ledger.Over.InLast30(newest), policy.Points.Tiers.In30Days);
        ledger.TierInQuarter = (byte)SupervisionRules.TierOf(
            ledger.Over.InQuarter(BeijingTime.StartOf(newest)), policy.Points.Tiers.InQuarter);
    }

    /// <summary>Takes a settled day; with the last day of a month, what is in force on the month is told as final.</summary>
    public static void SettleDay(
        PointState state, DayPage page, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (!HourCounts.IsSource(state))
            return;
        bool changed = Mark(state, page, policy);
        if (state.Ledger is { } ledger && EndsMonth(page.Start.DayNumber))
            LookAtMonth(state, ledger, FirstOf(page.Start.Date), isSettling: true, in entry, policy, effects);
        if (changed)
            LookAt(state, page.Start, in entry, policy, effects);
    }

    /// <summary>Whether a day ends a month while anything is in force on months.</summary>
    public static bool IsDue(PointState state, int day) =>
        state.Ledger is { Findings.Count: > 0 } && EndsMonth(day);

    static bool EndsMonth(int day) => BeijingTime.StartOf(day + 1).Date.Day == 1;

    /// <returns>Whether anything has changed.</returns>
    static bool Mark(PointState state, DayPage page, Policy policy)
    {
        bool judged = false, over = false, low = false, testOver = false;
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            FactorDay? day = page.Find(factor);
            if (day is null)
                continue;
            low |= day.FoundRate.HasValue;
            testOver |= IsTestOver(state, page.Start, factor, day, policy);
            FactorCode code = state.Factors[factor].Code;
            over |= FurnaceDays.IsOver(state, code, day, page.Start, policy);
            if (FurnaceDays.Judge(state, code, page.Start, policy))
            {
                judged |= day.FurnaceVerdict != VerdictKind.NotJudged;
                continue;
            }

            if (!day.IsDayJudged)
                continue;
            PointLimit limit = PointLimit.Of(state, policy, code, LimitPeriod.Day, page.Start);
            judged |= limit.IsSet && DayFigures.Of(state, day, code, page.Start, limit, policy).IsValid;
        }

        judged |= over;
        int number = page.Start.DayNumber;
        PointLedger? ledger = state.Ledger;
        if (ledger is null)
        {
            if (!judged && !low && !testOver)
                return false;
            ledger = state.Ledger = new PointLedger();
        }

        if (ledger.Judged.Contains(number) == judged
            && ledger.Over.Contains(number) == over
            && ledger.LowTransmission.Contains(number) == low
            && ledger.TestOver.Contains(number) == testOver)
            return false;
        ledger.Judged.Mark(number, judged);
        ledger.Over.Mark(number, over);
        ledger.LowTransmission.Mark(number, low);
        ledger.TestOver.Mark(number, testOver);
        return true;
    }

    /// <summary>Whether an hour's manual test, of those that a listing asks for, is over its limit.</summary>
    static bool IsTestOver(PointState state, BeijingTime start, int factor, FactorDay day, Policy policy)
    {
        if (day.Manual is null || PointMarking.Tests(state, start, state.Factors[factor].Code, policy) is not { } tests)
            return false;
        for (uint rest = tests.Sampled; rest != 0; rest &= rest - 1)
        {
            int hour = BitOperations.TrailingZeroCount(rest);
            ref readonly MeanCell test = ref tests[hour];
            if (!test.IsValid || !policy.Points.Listing.Tests.Contains(test.Purpose))
                continue;
            BeijingTime at = start.AddSeconds(hour * BeijingTime.SecondsPerHour);
            PointLimit limit = PointLimit.OfSample(state, policy, state.Factors[factor].Code, at);
            if (limit.IsSet && limit.IsBrokenBy(test.Figure, policy.Points.Validity.Rounding))
                return true;
        }

        return false;
    }

    static void LookAtMonth(
        PointState state, PointLedger ledger, DateOnly month, bool isSettling, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        int first = BeijingTime.DayNumberOf(month);
        int last = BeijingTime.DayNumberOf(month.AddMonths(1)) - 1;
        SupervisedDays days = ledger.Days;
        SupervisedMonth counts = SupervisionRules.OfMonth(in days, first, last, policy.Points);
        var listing = new SupervisedMonth(0, 0, 0, counts.InListingWindow, counts.TestsOver);
        Keep(
            state, ledger,
            new MonthFinding(first, MonthRule.Serious, counts with { InListingWindow = 0, TestsOver = 0 }),
            counts.IsSerious(policy.Points.Supervision), isSettling, in entry, policy, effects);
        Keep(
            state, ledger, new MonthFinding(first, MonthRule.ListingDays, listing),
            counts.MeetsListing(policy.Points.Listing), isSettling, in entry, policy, effects);
        Keep(
            state, ledger, new MonthFinding(first, MonthRule.Listed, listing),
            counts.IsListed(policy.Points.Listing), isSettling, in entry, policy, effects);
    }

    static void Keep(
        PointState state, PointLedger ledger, MonthFinding now, bool isMet, bool isSettling, in TwinEntry entry,
        Policy policy, EffectList effects)
    {
        int held = ledger.Findings.FindIndex(
            finding => finding.FirstDay == now.FirstDay && finding.Rule == now.Rule);
        FindingState? change = (isMet, held >= 0) switch
        {
            (true, false) => FindingState.Raised,
            (true, true) when isSettling || ledger.Findings[held] != now => FindingState.Revised,
            (false, true) => FindingState.Withdrawn,
            _ => null,
        };
        if (change is not { } newState)
            return;
        if (newState == FindingState.Raised)
            ledger.Findings.Insert(PlaceOf(ledger, now), now);
        else if (newState == FindingState.Revised)
            ledger.Findings[held] = now;
        else
            ledger.Findings.RemoveAt(held);
        Finding finding = SupervisionFindings.Describe(state, now, newState, in entry, policy);
        effects.Raise(finding);
        PointFindings.Tell(state, finding, effects);
    }

    /// <summary>In order of month, so that the order of raising does not show; what is out of reach is forgotten.</summary>
    static int PlaceOf(PointLedger ledger, MonthFinding finding)
    {
        int newest = Math.Max(finding.FirstDay, ledger.Findings.Count == 0 ? 0 : ledger.Findings[^1].FirstDay);
        ledger.Findings.RemoveAll(held => newest - held.FirstDay > 2 * SupervisionRules.ReachDays);
        int place = ledger.Findings.FindIndex(
            held => held.FirstDay > finding.FirstDay
                || (held.FirstDay == finding.FirstDay && held.Rule > finding.Rule));
        return place < 0 ? ledger.Findings.Count : place;
    }

    static DateOnly FirstOf(DateOnly date) => new(date.Year, date.Month, 1);
}
