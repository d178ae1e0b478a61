using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Puts hours into their day, compares hour and day means with their limits, and keeps one finding per window: raised
/// when the figure breaks the limit, revised when the figure changes, withdrawn when it complies after all.
/// </summary>
/// <remarks>
/// Who calls it names the policy in force, which judges a day unless another one has settled it
/// (<see cref="DayPolicies"/>). What counts days goes by the policy in force.
/// </remarks>
static partial class Judgement
{
    public static MeanCell CellOf(in Reading reading, long sequence, ValidityPolicy policy) => new()
    {
        Cause = Plausibility.Of(reading.Factor, reading.Value, reading.Flag, policy),
        Value = reading.Value,
        Converted = reading.Converted,
        Flag = reading.Flag,
        Extremes = Fingerprint.Extremes(in reading),
        FirstEntry = sequence,
        LastEntry = sequence,
    };

    /// <summary>Computes the means of an hour that is over, or was touched again, and judges hour and day.</summary>
    public static void CloseHour(
        PointState state, BeijingTime hour, in TwinEntry entry, Policy policy, EffectList effects)
    {
        var page = state.Pages.Find(PageId.Hour(hour)) as HourPage;
        if (page is null && !state.Pages.Contains(PageId.Day(hour)))
            return;
        DayPage day = state.DayPageOf(hour);
        day.IsDirty = true;
        Policy ofDay = state.PolicyOf(hour, policy);
        if (page is not null)
            ComputeHour(state, page, day, hour, in entry, ofDay, effects);
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            CountedMean? before = CountedMean.OfDay(day.Find(factor));
            if (page is not null)
                Compute(state, day, factor, ofDay);
            JudgeDayOver(state, day, factor, before, in entry, ofDay, effects);
            Transmission.CountAgain(state, day, factor, in entry, ofDay, effects);
        }

        Supervise(state, day, in entry, policy, effects);
    }

    /// <summary>Computes and judges an hour of which more came than the device's own mean.</summary>
    static void ComputeHour(
        PointState state, HourPage page, DayPage day, BeijingTime hour, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        int oxygen = state.Find(policy.Oxygen.Factor);
        MeanCell oxygenMean = oxygen >= 0 ? HourMeans.Of(state, page, oxygen, oxygen, policy) : default;
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            CountedMean? before = CountedMean.OfHour(day.Find(factor), hour.HourOfDay, policy.Means);
            MeanCell mean = HourMeans.Of(state, page, factor, oxygen, policy);
            if (mean.IsSet)
            {
                FactorCode code = state.Factors[factor].Code;
                Exact reference = PointLimit.ReferenceOxygenOf(state, policy, code, hour);
                HourMeans.Convert(ref mean, code, reference, in oxygenMean, policy.Oxygen);
                mean.IsOnTime = HourCounts.IsOnTime(hour, page.FirstArrival, policy);
                day.Of(factor).Computed(hour.HourOfDay) = mean;
                ReadOnlySpan<MinuteSlot> slots = mean.IsValid ? [] : page.SlotsOf(factor);
                day.Of(factor).Show(hour.HourOfDay, HourShown.Of(slots, policy.Means.HourMinutes, policy.Points.Validity));
                LeadWatch.Touch(state, code, hour, policy.Detectors);
                Mark(state, day, factor, policy);
                HourCounts.Update(state, page, day.Of(factor), factor, hour, policy);
                Remember(state, factor, in mean, hour);
            }

            JudgeHour(state, day, factor, hour, before, Retold.WhenChanged, in entry, policy, effects);
        }
    }

    /// <summary>A day that is not judged yet bears on nothing.</summary>
    static void Supervise(PointState state, DayPage day, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (IsOver(state, day.Start) || day.HasReportedDay)
            Supervision.Update(state, day, in entry, policy, effects);
    }

    /// <summary>By its data; where they end before the day, by the clock.</summary>
    static bool IsOver(PointState state, BeijingTime day) =>
        day < state.OpenHour.StartOfDay
        || (Settlement.IsSettled(state, day) && (day != state.OpenHour.StartOfDay || state.IsOpenHourClosed));

    public static void TakeReportedHour(
        PointState state, in TwinEntry entry, Observation observation, Policy policy, EffectList effects)
    {
        BeijingTime hour = observation.DataTime.StartOfHour;
        DayPage day = state.DayPageOf(hour);
        day.IsDirty = true;
        Policy ofDay = state.PolicyOf(hour, policy);
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int factor = state.IndexOf(reading.Factor);
            CountedMean? before = CountedMean.OfHour(day.Find(factor), hour.HourOfDay, ofDay.Means);
            MeanCell cell = CellOf(in reading, entry.Sequence, ofDay.Points.Validity);
            cell.IsOnTime = day.Of(factor).Reported(hour.HourOfDay).IsOnTime
                || HourCounts.IsOnTime(hour, entry.ArrivedAt, ofDay);
            day.Of(factor).Reported(hour.HourOfDay) = cell;
            Mark(state, day, factor, ofDay);
            HourCounts.Update(state, page: null, day.Of(factor), factor, hour, ofDay);
            FactorMeans means = state.Factors[factor].Means ??= new FactorMeans();
            if (hour >= means.ReportedHour.Start)
                means.ReportedHour = LatestMean.Of(hour, in cell);
            LeadWatch.Touch(state, reading.Factor, hour, ofDay.Detectors);
            JudgeHour(state, day, factor, hour, before, Retold.WhenChanged, in entry, ofDay, effects);
            ComputeDay(state, day, factor, CountedMean.OfDay(day.Find(factor)), in entry, ofDay, effects);
            Transmission.CountAgain(state, day, factor, in entry, ofDay, effects);
        }

        Supervise(state, day, in entry, policy, effects);
    }

    public static void TakeReportedDay(
        PointState state, in TwinEntry entry, Observation observation, Policy policy, EffectList effects)
    {
        DayPage day = state.DayPageOf(observation.DataTime);
        day.IsDirty = true;
        Policy ofDay = state.PolicyOf(day.Start, policy);
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int factor = state.IndexOf(reading.Factor);
            CountedMean? before = CountedMean.OfDay(day.Find(factor));
            MeanCell cell = CellOf(in reading, entry.Sequence, ofDay.Points.Validity);
            day.Of(factor).ReportedDay = cell;
            Mark(state, day, factor, ofDay);
            FactorMeans means = state.Factors[factor].Means ??= new FactorMeans();
            if (day.Start >= means.ReportedDay.Start)
                means.ReportedDay = LatestMean.Of(day.Start, in cell);
            JudgeDay(state, day, factor, before, Retold.WhenChanged, in entry, ofDay, effects);
        }

        Supervise(state, day, in entry, policy, effects);
    }

    static void Mark(PointState state, DayPage page, int factor, Policy policy)
    {
        if (!state.IsMarked || page.Find(factor) is not { } day)
            return;
        FactorCode code = state.Factors[factor].Code;
        day.VoidHours = PointMarking.VoidHours(state, page.Start, code, policy);
        day.VoidSeconds = day.VoidHours == 0 ? null : PointMarking.VoidSeconds(state, page.Start, code, policy);
        day.Manual = PointMarking.Manual(state, page.Start, code, policy);
    }

    /// <summary>Judges once more what is in force on a day and its hours, and tells it as final.</summary>
    public static void SettleDay(
        PointState state, BeijingTime start, in TwinEntry entry, Policy policy, EffectList effects)
    {
        DayPage page = state.DayPageOf(start);
        page.IsDirty = true;
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            FactorDay? day = page.Find(factor);
            if (day is null)
                continue;
            if (day is { IsDayJudged: false, Manual: not null })
            {
                Compute(state, page, factor, policy);
                JudgeDay(state, page, factor, before: null, Retold.WhenChanged, in entry, policy, effects);
            }

            for (int hour = 0; hour < FactorDay.Hours; hour++)
            {
                BeijingTime at = start.AddSeconds(hour * BeijingTime.SecondsPerHour);
                if (day.Found(hour).HasValue)
                    Judge(state, page, factor, LimitPeriod.Hour, at, Retold.WhenSettled, in entry, policy, effects);
            }

            if (day.FoundDay.HasValue)
                Judge(state, page, factor, LimitPeriod.Day, start, Retold.WhenSettled, in entry, policy, effects);
        }

        if (Transmission.IsExpected(state, start.DayNumber))
            Transmission.CountDay(state, page, in entry, policy, effects);
        Supervision.SettleDay(state, page, in entry, policy, effects);
    }

    static void Remember(PointState state, int factor, in MeanCell mean, BeijingTime hour)
    {
        FactorMeans means = state.Factors[factor].Means ??= new FactorMeans();
        if (hour >= means.ComputedHour.Start)
            means.ComputedHour = LatestMean.Of(hour, in mean);
    }

    static void JudgeHour(
        PointState state, DayPage page, int factor, BeijingTime hour, CountedMean? before, Retold retold,
        in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (page.Find(factor) is not { } day || (CountedMean.OfHour(day, hour.HourOfDay, policy.Means) ?? before) is null)
            return;
        CountedMean now = CountedMean.OfHour(day, hour.HourOfDay, policy.Means) ?? CountedMean.Gone;
        if (now != before)
            TellMean(state, factor, ObservationKind.Hour, hour, now, policy, effects);
        if (before is { } former && former.Purpose != now.Purpose)
            retold = Retold.OfOtherSource;
        Judge(state, page, factor, LimitPeriod.Hour, hour, retold, in entry, policy, effects);
    }

    static void ComputeDay(
        PointState state, DayPage page, int factor, CountedMean? before, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        Compute(state, page, factor, policy);
        JudgeDayOver(state, page, factor, before, in entry, policy, effects);
    }

    static void Compute(PointState state, DayPage page, int factor, Policy policy)
    {
        if (page.Find(factor) is not { } day)
            return;
        day.ComputedDay = DayMeans.Of(day, policy.Means);
        if (!day.ComputedDay.IsSet)
            return;
        FactorMeans means = state.Factors[factor].Means ??= new FactorMeans();
        if (page.Start >= means.ComputedDay.Start)
            means.ComputedDay = LatestMean.Of(page.Start, in day.ComputedDay);
    }

    /// <summary>A mean is held against its limit once its day is over, or the device has told it.</summary>
    static void JudgeDayOver(
        PointState state, DayPage page, int factor, CountedMean? before, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        if (page.Find(factor) is { } day && (IsOver(state, page.Start) || day.ReportedDay.IsSet))
            JudgeDay(state, page, factor, before, Retold.WhenChanged, in entry, policy, effects);
    }

    static void JudgeDay(
        PointState state, DayPage page, int factor, CountedMean? before, Retold retold, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        if (page.Find(factor) is not { } day)
            return;
        day.IsDayJudged = true;
        FactorCode code = state.Factors[factor].Code;
        day.IsDecidedByTold = day.VoidHours != 0 && DayFigures.IsDecidedByTold(
            state, day, code, page.Start, PointLimit.Of(state, policy, code, LimitPeriod.Day, page.Start), policy);
        if ((CountedMean.OfDay(day) ?? before) is null)
            return;
        CountedMean now = CountedMean.OfDay(day) ?? CountedMean.Gone;
        if (now != before)
            TellMean(state, factor, ObservationKind.Day, page.Start, now, policy, effects);
        Judge(state, page, factor, LimitPeriod.Day, page.Start, retold, in entry, policy, effects);
    }

    /// <summary>Keeps the finding on an hour or a day in step with its mean.</summary>
    static void Judge(
        PointState state, DayPage page, int factor, LimitPeriod period, BeijingTime start, Retold retold,
        in TwinEntry entry, Policy policy, EffectList effects)
    {
        FactorDay day = page.Of(factor);
        FactorCode code = state.Factors[factor].Code;
        if (period == LimitPeriod.Hour)
        {
            ref readonly MeanCell mean = ref day.Hour(start.HourOfDay);
            PointLimit limit = PointLimit.OfHour(state, policy, code, day, start);
            bool changed = Judge(
                state, factor, period, start, BeijingTime.SecondsPerHour, limit, in mean,
                ref day.Found(start.HourOfDay), retold, in entry, policy, effects);
            if (page.Start == state.OpenHour.StartOfDay)
                state.Factors[factor].HoursOverToday = (byte)day.HoursFound;
            else if (changed && day.Found(start.HourOfDay).HasValue && start.AddSeconds(BeijingTime.SecondsPerHour) == state.OpenHour)
                PointLevels.TakeLastHour(state, code, start, entry.ArrivedAt, policy);
            if (changed && !day.Found(start.HourOfDay).HasValue)
                PointLevels.TakeBackHour(state, code, day, start);
            bool isOverBySample = day.Found(start.HourOfDay).HasValue && policy.Points.Manual.Prevails.Contains(mean.Purpose);
            if (changed && retold != Retold.WhenSettled)
                PointLevels.TakeSample(state, code, start, isOverBySample, entry.ArrivedAt);
            return;
        }

        PointLimit ofDay = FurnaceDays.Judge(state, code, start, policy)
            ? default
            : PointLimit.Of(state, policy, code, period, start);
        Judge(
            state, factor, period, start, BeijingTime.SecondsPerDay, ofDay,
            DayFigures.Of(state, day, code, start, ofDay, policy), ref day.FoundDay, retold, in entry, policy, effects);
        FurnaceDays.CountDay(state, page, factor, policy);
    }

    /// <returns>True when the finding in force changed.</returns>
    static bool Judge(
        PointState state, int factor, LimitPeriod period, BeijingTime start, int seconds, PointLimit limit,
        in MeanCell mean, ref Exact found, Retold retold, in TwinEntry entry, Policy policy, EffectList effects)
    {
        FactorCode code = state.Factors[factor].Code;
        bool broken = limit.IsSet && mean.IsValid && limit.IsBrokenBy(mean.Figure, policy.Points.Validity.Rounding);
        FindingState? change = (broken, found.HasValue) switch
        {
            (true, false) => FindingState.Raised,
            (true, true) when retold != Retold.WhenChanged || found != mean.Figure => FindingState.Revised,
            (false, true) => FindingState.Withdrawn,
            _ => null,
        };
        if (change is not { } newState)
            return false;
        found = broken ? mean.Figure : default;
        if (newState == FindingState.Raised)
            Settlement.Found(state, start);
        Finding finding = PointFindings.Describe(
            state, code, period, start, start.AddSeconds(seconds), in mean, limit, newState, in entry, policy);
        effects.Raise(finding);
        PointFindings.Tell(state, finding, effects);
        return true;
    }

    static void TellMean(
        PointState state, int factor, ObservationKind period, BeijingTime start, CountedMean mean, Policy policy,
        EffectList effects)
    {
        if (state.Registration is not { } record)
            return;
        var told = new MeanTold(period, state.Factors[factor].Code, start, mean.Figure, mean.Flag, mean.IsReported)
        {
            Purpose = period == ObservationKind.Hour ? mean.Purpose : SamplePurpose.None,
        };
        if (record.Incinerator is { } incinerator)
            effects.Tell(TwinName.Of(incinerator), told with { MarkedSeconds = mean.MarkedSeconds });
        if (period == ObservationKind.Hour
            && record is { Kind: PointKind.MicroStation or PointKind.AmbientAir, FineCell: { } cell })
        {
            effects.Tell(TwinName.Of(cell), told);
        }

        if (period == ObservationKind.Hour
            && record.Enterprise is { } enterprise
            && IsHeldAgainstUse(record.Kind, told.Factor, policy.Electricity))
        {
            effects.Tell(TwinName.Of(enterprise), mean.IsStopped ? told with { Flag = DataFlag.Off } : told);
        }
    }

    static bool IsHeldAgainstUse(PointKind kind, FactorCode factor, ElectricityPolicy policy) => kind switch
    {
        PointKind.Electricity => policy.Measures(factor),
        PointKind.FlueGas or PointKind.IncineratorFlueGas or PointKind.WasteWater => policy.Order.Emission.Tells(factor),
        _ => false,
    };

    /// <summary>When a finding in force is told again.</summary>
    enum Retold
    {
        /// <summary>With another figure alone.</summary>
        WhenChanged,

        /// <summary>Also with the same: it is sampled now, or not any more.</summary>
        OfOtherSource,

        /// <summary>Also with the same: the limit is another one.</summary>
        OfOtherLimit,

        /// <summary>Also with the same: it turns final.</summary>
        WhenSettled,
    }
}
