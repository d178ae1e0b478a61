using System.Globalization;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The verdict on each pollutant of a day, once the day is over or its mean is told; before that, whether its mean can
/// still stay within the limit. The outlet, which leaves its days to the furnace, is told the verdicts.
/// </summary>
static class DayLimitJudgement
{
    /// <returns>Whether each pollutant that a mean was told of has its verdict, and there is one.</returns>
    public static bool Judge(FurnaceTurn turn, FurnaceDay day, DayMarks marks)
    {
        int judged = 0, told = 0;
        TwinName? source = turn.State.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        HourStanding[] standings = marks.Standings(day, source);
        foreach (FurnaceLimit limit in turn.State.LimitsOn(day.Start, LimitPeriod.Day, turn.Policy))
        {
            HourStanding[] own = ExemptHours.For(
                limit.Factor, day.Start, marks.Effective, standings, day.SampledHours(limit.Factor, source), turn.Furnace.Exempt);
            if (VerdictOf(turn.State, day, limit, own, turn.Policy) is not var (verdict, isOver))
                continue;
            told++;
            judged += isOver && verdict.Kind != VerdictKind.NotJudged ? 1 : 0;
            if (isOver && verdict.Kind == VerdictKind.Over)
                turn.Put(day.Own, Exceeded(turn, day, limit, verdict));
            else
                turn.Withdraw(day.Own, FurnaceRules.DayLimit, day.Start, verdict.Reason, Exact.From(verdict.Judged), limit.Factor);
            TellOutlet(turn, day, limit.Factor, isOver ? verdict.Kind : VerdictKind.NotJudged);
            WarnOfPace(turn, day, limit.Factor, verdict, isOver);
        }

        return told > 0 && judged == told;
    }

    /// <summary>The verdict on a pollutant as the hours stand, and whether the day is over for it.</summary>
    /// <returns>Null when no mean of it was told on the day.</returns>
    public static (DayVerdict Verdict, bool IsOver)? VerdictOf(
        IncineratorState state, FurnaceDay day, FurnaceLimit limit, HourStanding[] standings, Policy policy)
    {
        TwinName? source = state.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        if (day.Means.SeriesOf(limit.Factor, source) is not { } series)
            return null;
        var hours = new ArraySegment<ToldMean>([.. series], 0, BeijingTime.HoursPerDay);
        ToldMean told = series[BeijingTime.HoursPerDay];
        bool isOfHours = policy.Means.Day == DayMean.Hours && IsAnyAutomatic(hours, day.SampledHours(limit.Factor, source));
        ToldMean ofDay = isOfHours ? default : told;
        DayParts parts = DayMarks.PartsOf(state, day, limit.Factor, source, standings, policy);
        DayVerdict verdict = DayLimitRule.Of(
            hours, ofDay, standings, in parts, limit.Upper, policy.Means.DayHours, policy.Furnace.Exempt.MinHoursAfter);
        return (
            verdict with { Told = told.IsValid ? told.Value.Value : null },
            state.NewestDay > day.Start || (told.IsTold && (!isOfHours || hours.All(hour => hour.IsTold))));
    }

    /// <summary>Whether any hour was told that is not a sample taken by hand.</summary>
    static bool IsAnyAutomatic(ArraySegment<ToldMean> hours, uint sampled)
    {
        bool isAny = false;
        for (int hour = 0; hour < hours.Count; hour++)
            isAny |= (sampled >> hour & 1) == 0 && hours[hour].IsTold;
        return isAny;
    }

    /// <summary>
    /// The pace of a day: where its mean stands at a time; of a day that is over, where it stood when its last hour had come,
    /// whenever that was, so that the order of arrival does not show.
    /// </summary>
    public static DayPaceSoFar PaceOf(
        DayVerdict verdict, bool isOver, BeijingTime day, BeijingTime now, PrewarningPolicy policy)
    {
        int passed = isOver ? verdict.HoursThrough : Math.Clamp(
            (int)((now.UnixSeconds - day.UnixSeconds) / BeijingTime.SecondsPerHour), 0, BeijingTime.HoursPerDay);
        int left = BeijingTime.HoursPerDay - passed;
        decimal? mean = verdict.Exempted ?? verdict.Computed;
        (PaceLevel level, decimal? mayBe) = DayPace.Of(
            (mean ?? 0) * verdict.HoursCounted, verdict.HoursCounted, left, verdict.Limit, policy);
        return new DayPaceSoFar(level, mean, verdict.HoursCounted, left, mayBe);
    }

    /// <summary>The pace of a day against the limit in words.</summary>
    public static string PaceReason(DayPaceSoFar pace, decimal limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"mean of {pace.Counted} hours {pace.Mean:0.######}; to stay within {limit} the "
        + $"{pace.Left} hours left may have at most {pace.MayBe:0.######}");

    static void TellOutlet(FurnaceTurn turn, FurnaceDay day, FactorCode factor, VerdictKind verdict)
    {
        if (day.ToldOf(factor) != verdict && turn.TellOutlet(new DayVerdictTold(factor, day.Start, verdict)))
            day.SetTold(factor, verdict);
    }

    static Finding Exceeded(FurnaceTurn turn, FurnaceDay day, FurnaceLimit limit, DayVerdict verdict)
    {
        ExemptPolicy exempt = turn.Furnace.Exempt;
        string choices = verdict.HoursExempt + verdict.HoursVoid + verdict.HoursBeyondBudget + verdict.HoursParticulates
            + verdict.HoursBeyondEvent == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; {verdict.HoursExempt} hours exempt, {verdict.HoursVoid} void, {verdict.HoursBeyondBudget} beyond the "
                + $"budget, {verdict.HoursParticulates} with particulates over {exempt.PmLimit}, "
                + $"{verdict.HoursBeyondEvent} beyond the hours of one event "
                + $"(furnace.exempt.mode={Words.Of(exempt.Mode)}, hourOverlap={Words.Of(exempt.HourOverlap)}, "
                + $"pmScope={Words.Of(exempt.PmScope)}, pmMissing={Words.Of(exempt.PmMissing)}, "
                + $"furnace.budget.overlap={Words.Of(turn.Furnace.Budget.Overlap)}, "
                + $"marks.late={Words.Of(turn.Policy.Marks.Late)})");
        var figures = new List<FindingFigure>
        {
            new("mean judged", Exact.From(verdict.Judged), "mg/m3"),
            new("daily mean told", Exact.From(verdict.Told), "mg/m3"),
            new("mean of valid hours", Exact.From(verdict.Computed), "mg/m3"),
            new("mean after exemption", Exact.From(verdict.Exempted), "mg/m3"),
            new("hours counted", verdict.HoursCounted),
            new("hours exempt", verdict.HoursExempt),
            new("hours void", verdict.HoursVoid),
            new("hours beyond budget", verdict.HoursBeyondBudget),
            new("hours with particulates over", verdict.HoursParticulates),
            new("hours beyond one event", verdict.HoursBeyondEvent),
            new("limit", verdict.Limit, "mg/m3"),
            new("multiple over", Exact.From(verdict.Multiple)),
            new("means.dayHours", turn.Policy.Means.DayHours),
            new("furnace.exempt.minHoursAfter", exempt.MinHoursAfter),
        };
        string reason = verdict.Reason + string.Create(
            CultureInfo.InvariantCulture, $", {verdict.Multiple:0.######} times over") + limit.ConversionWords + choices;
        return turn.Draft(
            FurnaceRules.DayLimit, day.Start, day.Start.AddSeconds(BeijingTime.SecondsPerDay), reason) with
        {
            Factor = limit.Factor,
            Level = turn.Policy.Levels.DayOver,
            Class = FindingClass.After,
            Standing = turn.StandingOf(day.Start),
            Value = Exact.From(verdict.Judged),
            Limit = verdict.Limit,
            Clause = limit.Clause,
            LegalBasis = turn.Policy.LegalBasisOf(LegalAct.EmissionExceeded, day.Start),
            Figures = [.. figures.Where(figure => figure.Value.HasValue)],
        };
    }

    static void WarnOfPace(FurnaceTurn turn, FurnaceDay day, FactorCode factor, DayVerdict verdict, bool isOver)
    {
        DayPaceSoFar pace = PaceOf(verdict, isOver, day.Start, turn.State.Now, turn.Furnace.Prewarning);
        if (pace.Level == PaceLevel.Free)
        {
            turn.Withdraw(
                day.Own, FurnaceRules.DayPace, day.Start, "the day can stay within its limit", Exact.From(pace.Mean), factor);
            return;
        }

        string reason = PaceReason(pace, verdict.Limit);
        turn.Put(day.Own, turn.Draft(
            FurnaceRules.DayPace, day.Start, day.Start.AddSeconds(BeijingTime.SecondsPerDay), reason) with
        {
            Factor = factor,
            Level = pace.Level == PaceLevel.NoLonger ? EscalationLevel.Warning : EscalationLevel.Notice,
            Class = FindingClass.Before,
            Standing = turn.StandingOf(day.Start),
            Value = Exact.From(pace.Mean),
            Limit = verdict.Limit,
            Figures = [new FindingFigure("furnace.prewarning.paceShare", turn.Furnace.Prewarning.PaceShare)],
        });
    }
}
