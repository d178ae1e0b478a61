using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Keeps the transmission rates of a source's factors with a limit, day by day: counted when the day is settled, again
/// when late data come, and found out where the rate is below the policy's minimum.
/// </summary>
static class Transmission
{
    /// <summary>Whether a day will be counted: after the point's first day, which is partial, and while it is heard.</summary>
    public static bool IsExpected(PointState state, int day) =>
        state.Registration is not null
        && HourCounts.IsSource(state)
        && state.FirstDay != 0
        && day > state.FirstDay
        && day <= state.ExpectedUntil;

    public static void CountDay(
        PointState state, DayPage page, in TwinEntry entry, Policy policy, EffectList effects)
    {
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            if (IsJudged(state, factor, page.Start, policy))
                Count(state, page, factor, in entry, policy, effects);
        }
    }

    /// <summary>Counts a day again on which the furnace stood still, or did not, by another mark than before.</summary>
    public static void CountMarked(
        PointState state, DayPage page, in TwinEntry entry, Policy policy, EffectList effects)
    {
        Policy ofDay = state.PolicyOf(page.Start, policy);
        for (int factor = 0; factor < state.Factors.Length; factor++)
            CountAgain(state, page, factor, in entry, ofDay, effects);
        Supervision.Update(state, page, in entry, policy, effects);
    }

    /// <summary>Counts a settled day again, after late data for it.</summary>
    public static void CountAgain(
        PointState state, DayPage page, int factor, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (page.Find(factor) is { IsCounted: true })
            Count(state, page, factor, in entry, policy, effects);
    }

    static bool IsJudged(PointState state, int factor, BeijingTime day, Policy policy)
    {
        FactorCode code = state.Factors[factor].Code;
        return PointLimit.Of(state, policy, code, LimitPeriod.Day, day).IsSet
            || PointLimit.Of(state, policy, code, LimitPeriod.Hour, day).IsSet;
    }

    static void Count(
        PointState state, DayPage page, int factor, in TwinEntry entry, Policy policy, EffectList effects)
    {
        TransmissionPolicy rules = policy.Points.Transmission;
        FactorDay day = page.Of(factor);
        page.IsDirty = true;
        FactorCode code = state.Factors[factor].Code;
        byte[] excused = PointMarking.ExcusedMinutes(state, page.Start, code, policy);
        byte[] stopped = PointMarking.StoppedMinutes(state, page.Start, policy);
        TransmissionCounts now = TransmissionRules.OfDay(day.Counts, code, rules, day.VoidHours, excused, stopped);
        DateOnly date = page.Start.Date;
        (state.Ledger ??= new PointLedger()).RatesOf(factor)
            .Take(page.Start.DayNumber, date.Year * 12 + date.Month, day.Counted, now);
        day.Counted = now;
        day.IsCounted = true;
        bool isLow = TransmissionRules.IsLow(now, rules);
        Exact rate = TransmissionRules.RateOf(now, rules) is { } share ? Exact.From(share) : default;
        FindingState? change = (isLow, day.FoundRate.HasValue) switch
        {
            (true, false) => FindingState.Raised,
            (true, true) when day.FoundRate != rate => FindingState.Revised,
            (false, true) => FindingState.Withdrawn,
            _ => null,
        };
        if (change is not { } newState)
            return;
        int dueWithoutExcuse = excused.Length == 0
            ? now.Completed.Expected
            : TransmissionRules.OfDay(day.Counts, code, rules, day.VoidHours, excused: [], stopped).Completed.Expected;
        int stoodStill = stopped.Length == 0
            ? 0
            : TransmissionRules.OfDay(day.Counts, code, rules).Completed.Expected - dueWithoutExcuse;
        day.FoundRate = isLow ? rate : default;
        var finding = new Finding
        {
            Twin = state.Name,
            Rule = FindingRules.LowTransmission,
            PolicyVersion = policy.Version,
            Factor = code,
            WindowStart = page.Start,
            WindowEnd = page.Start.AddSeconds(BeijingTime.SecondsPerDay),
            State = newState,
            Level = rules.Level,
            Value = rate,
            Limit = rules.Minimum,
            Reason = Reason(code, now, isLow, rules),
            Clause = rules.Clause,
            FirstEntry = entry.Sequence,
            LastEntry = entry.Sequence,
            DecidedBy = entry.Sequence,
            Standing = FindingStanding.Final,
            Class = rules.Class,
            LegalBasis = policy.LegalBasisOf(LegalAct.MonitoringNetworking, page.Start),
            Figures =
            [
                new("points.marks.stoppedCodes", stoodStill, "min"),
                new("points.marks.excusedCodes", dueWithoutExcuse - now.Completed.Expected, "min"),
                .. Figures(now, rules),
            ],
        };
        effects.Raise(finding);
        PointFindings.Tell(state, finding, effects);
    }

    static string Reason(FactorCode code, TransmissionCounts counts, bool isLow, TransmissionPolicy rules)
    {
        TransmissionCount count =
            rules.Version == TransmissionVersion.Completed ? counts.Completed : counts.OnTime;
        bool isEffective = rules.Rate == TransmissionRateKind.Effective;
        int counted = isEffective ? count.Valid : count.Received;
        string what = isEffective ? "effective transmission" : "transmission";
        string compares = isLow ? "<" : "is not below";
        return count.Expected == 0
            ? $"{code} nothing was expected of the day"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{code} {what} {counted} of {count.Expected} min, {100m * counted / count.Expected:0.##} % {compares} {100m * rules.Minimum:0.##} %");
    }

    static ValueList<FindingFigure> Figures(TransmissionCounts counts, TransmissionPolicy rules) =>
    [
        new("expected", counts.Completed.Expected, "min"),
        new("received", counts.Completed.Received, "min"),
        new("valid", counts.Completed.Valid, "min"),
        new("received on time", counts.OnTime.Received, "min"),
        new("valid on time", counts.OnTime.Valid, "min"),
        new("points.transmission.minimum", rules.Minimum),
        new("points.transmission.onTimeMinutes", rules.OnTimeMinutes, "min"),
        new("points.transmission.toleratedMinutes", rules.ToleratedMinutes, "min"),
    ];
}
