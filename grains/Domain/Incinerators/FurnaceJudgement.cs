using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// Judges a natural day by its low temperature slots and a natural month by its exceedance days, and keeps one finding
/// of each: raised, revised when the count changes, withdrawn when corrections take the ground away.
/// </summary>
static class FurnaceJudgement
{
    /// <summary>Judges a day that was touched, and its month, and brings the summaries up to date.</summary>
    public static void Judge(
        IncineratorState state, FurnaceDay day, in TwinEntry entry, Policy policy, EffectList effects)
    {
        FurnacePolicy furnace = policy.Furnace;
        day.IsDirty = true;
        int low = day.Temperatures(state.Registration?.TemperaturePoint).Below(furnace.MinimumCelsius);
        bool isViolated = low > furnace.ToleratedLowSlots;
        if (Change(isViolated ? low : 0, day.FoundLow) is { } dayChange)
        {
            day.FoundLow = isViolated ? low : 0;
            Tell(state, TemperatureFinding(state, day, low, dayChange, in entry, policy), effects);
        }

        FurnaceMonth month = state.MonthOf(day.Start);
        month.IsDirty = true;
        month.Mark(day.Start, isViolated, day.Findings.CountOf(FurnaceRules.DayLimit) > 0);
        bool isReached = month.EmissionDays >= furnace.ExceedanceDaysInMonth;
        if (Change(isReached ? month.EmissionDays : 0, month.FoundDays) is { } monthChange)
        {
            month.FoundDays = isReached ? month.EmissionDays : 0;
            Tell(state, MonthFinding(state, month, monthChange, in entry, policy), effects);
        }

        Summarise(state, day, month, furnace);
    }

    static void Summarise(IncineratorState state, FurnaceDay day, FurnaceMonth month, FurnacePolicy furnace)
    {
        int age = state.NewestDay.DayNumber - day.Start.DayNumber;
        if (age is 0 or 1)
        {
            var summary = DaySummary.Of(day, state.Registration?.TemperaturePoint, furnace.MinimumCelsius);
            (state.Today, state.Yesterday) = age == 0 ? (summary, state.Yesterday) : (state.Today, summary);
        }

        if (month.Start != FurnaceMonth.StartFor(state.NewestDay))
            return;
        state.TemperatureDaysInMonth = month.TemperatureDays;
        state.EmissionDaysInMonth = month.EmissionDays;
        state.IsMonthFound = month.FoundDays > 0;
    }

    static FindingState? Change(int count, int found) => (count, found) switch
    {
        (0, 0) => null,
        (_, 0) => FindingState.Raised,
        (0, _) => FindingState.Withdrawn,
        _ => count == found ? null : FindingState.Revised,
    };

    static Finding TemperatureFinding(
        IncineratorState state, FurnaceDay day, int low, FindingState change, in TwinEntry entry, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        string verdict = change == FindingState.Withdrawn ? "within" : "more than";
        return new Finding
        {
            Twin = state.Name,
            Rule = FurnaceRules.Temperature,
            PolicyVersion = policy.Version,
            Factor = furnace.TemperatureFactor,
            WindowStart = day.Start,
            WindowEnd = day.Start.AddSeconds(BeijingTime.SecondsPerDay),
            State = change,
            Level = furnace.Violation,
            Value = low,
            Limit = furnace.ToleratedLowSlots,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{low} five-minute means of {furnace.TemperatureFactor} below {furnace.MinimumCelsius} "
                + $"on {day.Start.Date:yyyy-MM-dd}, {verdict} the {furnace.ToleratedLowSlots} tolerated"),
            Clause = furnace.Clause,
            LegalBasis = policy.LegalBasisOf(LegalAct.FurnaceTemperature, day.Start),
            FirstEntry = day.FirstEntry,
            LastEntry = day.LastEntry,
            DecidedBy = entry.Sequence,
        };
    }

    static Finding MonthFinding(
        IncineratorState state, FurnaceMonth month, FindingState change, in TwinEntry entry, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        string sign = change == FindingState.Withdrawn ? "<" : ">=";
        return new Finding
        {
            Twin = state.Name,
            Rule = FurnaceRules.Month,
            PolicyVersion = policy.Version,
            WindowStart = month.Start,
            WindowEnd = month.End,
            State = change,
            Level = furnace.MonthReached,
            Value = month.EmissionDays,
            Limit = furnace.ExceedanceDaysInMonth,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{month.EmissionDays} exceedance days in {month.Start.Date:yyyy-MM} "
                + $"{sign} {furnace.ExceedanceDaysInMonth}"),
            Clause = furnace.Clause,
            DecidedBy = entry.Sequence,
        };
    }

    static void Tell(IncineratorState state, Finding finding, EffectList effects)
    {
        effects.Raise(finding);
        if (state.Registration is not { } record)
            return;
        var told = new FindingTold(finding);
        effects.Tell(TwinName.Of(record.Enterprise), told);
        effects.Tell(TwinName.Of(record.Region), told);
    }
}
