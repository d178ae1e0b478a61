using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>Answers for the limits of a point's hourly and daily means.</summary>
public sealed class PointLimitAnswers : IRuleAnswers<PointState>
{
    public IReadOnlyList<string> Rules { get; } = [FindingRules.Hour, FindingRules.Day];

    public void PagesFor(PointState state, RuleQuestion question, List<PageId> pages)
    {
        pages.Add(PageId.Day(question.Time));
        foreach (BeijingTime hour in question.Hours)
            pages.Add(PageId.Hour(hour));
    }

    public IEnumerable<RuleAnswer> Answer(PointState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        if (question.Asks(FindingRules.Hour))
        {
            foreach (BeijingTime hour in question.Hours)
            {
                foreach (FactorCode factor in FactorsOf(state, question, LimitPeriod.Hour, policy))
                    yield return OfWindow(state, factor, LimitPeriod.Hour, hour, question.AskedAt, policy);
            }
        }

        if (!question.Asks(FindingRules.Day))
            yield break;
        foreach (FactorCode factor in FactorsOf(state, question, LimitPeriod.Day, policy))
            yield return OfWindow(state, factor, LimitPeriod.Day, question.Day, question.AskedAt, policy);
    }

    /// <summary>The factor asked about; where none is, those that a limit holds for.</summary>
    static FactorCode[] FactorsOf(PointState state, RuleQuestion question, LimitPeriod period, Policy policy)
    {
        if (!question.Factor.IsEmpty)
            return [question.Factor];
        var factors = new List<FactorCode>();
        foreach (ref readonly FactorState factor in state.Factors)
        {
            if (PointLimit.Of(state, policy, factor.Code, period, question.Day).IsSet)
                factors.Add(factor.Code);
        }

        factors.Sort();
        return [.. factors];
    }

    static RuleAnswer OfWindow(
        PointState state, FactorCode code, LimitPeriod period, BeijingTime start, BeijingTime now, Policy policy)
    {
        bool isHour = period == LimitPeriod.Hour;
        int factor = state.Find(code);
        FactorDay? day = factor < 0
            ? null
            : (state.Pages.Find(PageId.Day(start)) as DayPage)?.Find(factor);
        PointLimit later = isHour
            ? PointLimit.OfHour(state, policy, code, day, start)
            : PointLimit.Of(state, policy, code, period, start);
        LimitDatedOver? over = day is null ? null : state.DatedOver?.Of(start.DayNumber, NewestEntry(day, isHour, start));
        PointLimit limit = over is null ? later : PointLimit.Of(state.Name, over.Former, policy, code, period, start);
        MeanCell mean = day is null ? default
            : isHour ? day.Hour(start.HourOfDay)
            : DayFigures.Of(state, day, code, start, limit, policy);
        bool isFound = day is not null && (isHour ? day.Found(start.HourOfDay) : day.FoundDay).HasValue;
        bool isOpen = isHour ? IsOpenHour(state, start)
            : mean.IsSet ? day is not { IsDayJudged: true }
            : !Settlement.IsSettled(state, start) && start >= state.OpenHour.StartOfDay;
        bool isSettled = Settlement.IsSettled(state, start);
        bool isBroken = limit.IsSet && mean.IsValid && limit.IsBrokenBy(mean.Figure, policy.Points.Validity.Rounding);
        BeijingTime end = start.AddSeconds(isHour ? BeijingTime.SecondsPerHour : BeijingTime.SecondsPerDay);
        string noun = policy.Points.Validity.FindSingle(code) is { } single && (isHour || single.HoldsForHoursOf(start))
            ? "value"
            : "mean";
        Verdict verdict = isFound ? Verdict.Found(limit, in mean, isBroken)
            : !isHour && FurnaceDays.Judge(state, code, start, policy) ? LeftToFurnace(state)
            : !limit.IsSet ? NoLimit(code, isHour, start, in mean, policy)
            : isOpen && !mean.IsValid ? Open(isHour, isSettled, now.IsSet && end <= now, limit, noun)
            : !mean.IsSet ? NoData(code, isHour, limit, noun)
            : !mean.IsValid ? NotValid(state, day!, factor, isHour, start, in mean, limit, policy)
            : isOpen && !isHour ? Open(isHour, isSettled, now.IsSet && end <= now, limit, noun)
            : isBroken ? JudgedOtherwise(day!, isHour, in mean, limit)
            : Complies(in mean, limit);
        return new RuleAnswer
        {
            Rule = isHour ? FindingRules.Hour : FindingRules.Day,
            Factor = code,
            Behind = mean.Converted.HasValue || mean.Cause == VoidCause.OxygenGuard ? [code, policy.Oxygen.Factor] : [code],
            WindowStart = start,
            WindowEnd = end,
            Ground = verdict.Ground,
            Why = verdict.Why + (isHour ? SampledValues.Unused(day, start) : "")
                + (over is null || limit == later
                    ? ""
                    : over.Words(later.IsSet ? $"{(later.Upper.HasValue ? later.Upper : later.Lower)}" : null))
                + (limit is { IsSet: true, Conversion: null } && mean.IsSet
                    ? PointLimit.OtherOxygenInWords(state.Name, state.Registration, policy, code, start)
                    : ""),
            WouldDiffer = verdict.WouldDiffer,
            Clause = verdict.Ground == AnswerGround.NotValid
                ? $"{limit.ClauseFor(mean.Figure)}; validity of the mean: HJ 212-2017 annex D, C.16 to C.18"
                : PointFindings.ClauseOf(code, in mean, limit, policy.Points.Validity),
            PolicyVersion = policy.Version,
            Figures = Figures(
                isHour, in mean, limit,
                [.. verdict.Figures ?? [], .. isHour ? SampledValues.OfHour(day, start) : SampledValues.OfDay(day)], policy),
            ProvisionalUntil = Settlement.IsSettled(state, start) ? default : MarkDeadline.Of(start, policy.Marks),
            FirstEntry = mean.FirstEntry,
            LastEntry = mean.LastEntry,
        };
    }

    /// <summary>The newest entry with data of the window.</summary>
    static long NewestEntry(FactorDay day, bool isHour, BeijingTime start)
    {
        long newest = isHour ? 0 : day.ReportedDay.LastEntry;
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            if (!isHour || hour == start.HourOfDay)
                newest = Math.Max(newest, Math.Max(day.Reported(hour).LastEntry, day.Computed(hour).LastEntry));
        }

        return newest;
    }

    /// <summary>An hour of means that the device reports is judged as they come; any other when it closes.</summary>
    static bool IsOpenHour(PointState state, BeijingTime start) =>
        start == state.OpenHour ? !state.IsOpenHourClosed : start > state.OpenHour && !Settlement.IsSettled(state, start);

    /// <summary>
    /// Of a figure over the limit shown that nothing is found on: what the window was last judged by was another limit, or the
    /// furnace, and a window that is settled is not judged again for that.
    /// </summary>
    static Verdict JudgedOtherwise(FactorDay day, bool isHour, in MeanCell mean, PointLimit limit)
    {
        string over = $"the {mean.Noun} {mean.Figure} breaks the limit {limit.BoundFor(mean.Figure)}"
            + limit.ConversionFor(mean.Figure);
        return !isHour && day.FurnaceVerdict != VerdictKind.NotJudged
            ? new Verdict(
                AnswerGround.NotConcerned,
                $"the day was left to the furnace of the point when it was judged, which found it {Words(day.FurnaceVerdict)}; "
                + $"by the point's own judgement {over}",
                "the question asked of that furnace")
            : new Verdict(
                AnswerGround.NoLimit,
                $"{over}, which did not hold for the point when the {(isHour ? "hour" : "day")} was last judged: by what held "
                + "then nothing was found, and what is settled stays as it was judged",
                $"data or marks for the {(isHour ? "hour" : "day")} that make it be judged again");
    }

    static string Words(VerdictKind verdict) => verdict == VerdictKind.Over ? "over its limit" : "within its limit";

    static Verdict NoLimit(FactorCode code, bool isHour, BeijingTime start, in MeanCell mean, Policy policy)
    {
        string period = isHour ? "hourly" : "daily";
        string needed = isHour ? "an hourly limit" : "a daily limit";
        string stood = mean.IsSet ? $"; the mean was {mean.Figure}" : "";
        return new Verdict(
            AnswerGround.NoLimit,
            $"no {period} limit of {code} is registered for the point, and policy {policy.Version} has none that "
            + $"holds for it on {Text($"{start.Date:yyyy-MM-dd}")}{stood}",
            mean.IsSet && mean.Figure.HasValue ? $"{needed} below {mean.Figure}" : $"{needed}, and data");
    }

    static Verdict LeftToFurnace(PointState state) => new(
        AnswerGround.NotConcerned,
        FurnaceDays.Reason(state) + FurnaceDays.OtherClaims(state),
        $"the question asked of {state.ClaimedBy}: {FurnaceRules.DayLimit}");

    static Verdict NoData(FactorCode code, bool isHour, PointLimit limit, string noun) => new(
        AnswerGround.NoData,
        isHour
            ? $"no hour mean of {code} came, nor anything that one could be computed from"
            : $"no day mean of {code} came, nor any hour mean of the day",
        $"a valid {noun} {Breaking(limit)}");

    static Verdict Open(bool isHour, bool isSettled, bool isOver, PointLimit limit, string noun) => new(
        AnswerGround.Open,
        isSettled ? $"the {(isHour ? "hour" : "day")} is over and not judged yet: the next clock judges it by what has come"
            : isOver ? $"the {(isHour ? "hour" : "day")} is over, and the point has heard of no later one yet"
            : isHour ? "the hour is not over for the point; its mean is made when the next one begins"
            : "the day is not over for the point; it is judged when the next one begins, or when its mean is reported",
        $"a valid {noun} {Breaking(limit)}");

    static Verdict Complies(in MeanCell mean, PointLimit limit)
    {
        Exact figure = mean.Figure;
        Exact bound = limit.NearerTo(figure);
        decimal margin = Math.Abs(bound.Value - figure.Value);
        bool isUpper = limit.Upper.HasValue && bound == limit.Upper;
        string sign = figure == bound ? "=" : isUpper ? "<" : ">";
        string by = margin == 0 ? "a value on the limit complies" : Text($"by {margin} not over it");
        return new Verdict(
            AnswerGround.Complies,
            $"the {mean.Noun} {figure} {PointFindings.Basis(in mean)} {sign} limit {bound}: "
            + (isUpper || margin == 0 ? by : Text($"by {margin} not under it")) + limit.ConversionFor(figure),
            $"a {mean.Noun} {Breaking(limit)}; it was {figure}");
    }

    static Verdict NotValid(
        PointState state, FactorDay day, int factor, bool isHour, BeijingTime start, in MeanCell mean,
        PointLimit limit, Policy policy)
    {
        bool hasFigure = mean.Figure.HasValue;
        bool breaks = hasFigure && limit.IsBrokenBy(mean.Figure, policy.Points.Validity.Rounding);
        string then = breaks ? $"; the mean {mean.Figure} that does not count is {Breaking(limit)}"
            : hasFigure ? $", and a mean {Breaking(limit)}: the one that does not count is {mean.Figure}"
            : $", and a mean {Breaking(limit)}";
        Exact most = policy.Points.Validity.MaximumOf(state.Factors[factor].Code);
        Verdict of = (isHour ? HourGround(state, factor, start, in mean, policy)
                : mean.Cause == VoidCause.Marked
                    && DayFigures.GapsOf(state, day, state.Factors[factor].Code, start, policy) is { } gaps
                ? ToldAlone(state.Factors[factor].Code, mean.Figure, in gaps, most)
                : DayGround(state, day, state.Factors[factor].Code, start, in mean, policy))
            ?? Voided(in mean, isHour ? "hour" : "day", most);
        return of with { WouldDiffer = of.WouldDiffer + then };
    }

    /// <summary>Of a day whose marked and sampled time cannot be taken out of its mean: <see cref="ToldDayRule"/>.</summary>
    static Verdict ToldAlone(FactorCode factor, Exact told, in ToldDayGaps gaps, Exact most)
    {
        bool isNeverNegative = Plausibility.IsNeverNegative(factor);
        decimal? least = ToldDayRule.AtLeast(told.Value, in gaps, most, isNeverNegative) ?? (isNeverNegative ? 0 : null);
        string to = ToldDayRule.AtMost(told.Value, in gaps, isNeverNegative) is { } atMost ? Text($"{atMost:0.######}") : "anything";
        string from = least is { } atLeast ? Text($"{atLeast:0.######}") : "anything";
        decimal minutes = (decimal)gaps.MarkedSeconds / BeijingTime.SecondsPerMinute;
        return new Verdict(
            AnswerGround.NotValid,
            $"the mean {told} is told alone for the day and has {PointFindings.InIt(gaps.MarkedSeconds, gaps.SampledHours)} in it: "
            + $"that of what counts was {from} to {to}, which does not decide",
            "the hourly means of the day",
            [
                new FindingFigure("marked minutes", Exact.From(minutes), "min"),
                new FindingFigure("sampled hours", gaps.SampledHours, "h"),
                new FindingFigure("points.validity.maxima", most),
            ]);
    }

    /// <returns>Null for a day whose hours are not what it lacks.</returns>
    static Verdict? DayGround(
        PointState state, FactorDay day, FactorCode code, BeijingTime start, in MeanCell mean, Policy policy)
    {
        if (MarkedDay.Of(state, day, code, start, in mean, policy) is var (why, differs, figures))
            return new Verdict(AnswerGround.NotValid, why, differs, figures);
        if (mean.Cause != VoidCause.TooFewHours)
            return null;
        int valid = 0;
        for (int hour = 0; hour < FactorDay.Hours; hour++)
            valid += day.Hour(hour).IsValid ? 1 : 0;
        int missing = policy.Means.DayHours - valid;
        return new Verdict(
            AnswerGround.NotValid,
            Text($"the day has {valid} valid hours and needs {policy.Means.DayHours}")
                + MarkedDay.Marks(state, code, start, policy),
            Text($"{missing} more valid {Plural(missing, "hour")}"),
            [new FindingFigure("valid hours", valid, "h")]);
    }

    /// <returns>Null for an hour whose minutes are not what it lacks, or no longer known.</returns>
    static Verdict? HourGround(PointState state, int factor, BeijingTime start, in MeanCell mean, Policy policy)
    {
        if (state.Pages.Find(PageId.Hour(start)) is not HourPage page
            || mean.Cause is not (VoidCause.TooFewMinutes or VoidCause.OxygenGuard or VoidCause.FlagShare))
        {
            return null;
        }

        HourMeans.Of(state, page, factor, state.Find(policy.Oxygen.Factor), policy, out MinuteCounts minutes);
        int needed = policy.Means.HourMinutes;
        FindingFigure[] figures =
        [
            new("valid minutes", minutes.Counted, "min"),
            new("minutes at too much oxygen", minutes.Guarded, "min"),
            new("values normal", minutes.Normal),
            new("values received", minutes.Received),
            new("means.gasNormalShare", policy.Means.GasNormalShare),
        ];
        if (mean.Cause == VoidCause.FlagShare)
        {
            return new Verdict(
                AnswerGround.NotValid,
                Text($"the hour has {minutes.Normal} of {minutes.Received} values flagged normal, too small a share"),
                "more of the values flagged normal",
                figures);
        }

        if (mean.Cause == VoidCause.OxygenGuard)
        {
            return new Verdict(
                AnswerGround.NotValid,
                Text($"the oxygen of the hour reached the guard of {policy.Oxygen.GuardPercent} %, where nothing can be ")
                + Text($"converted: {minutes.Counted} minutes count, {minutes.Guarded} lie beyond it"),
                Text($"oxygen below {policy.Oxygen.GuardPercent} %"),
                figures);
        }

        return new Verdict(
            AnswerGround.NotValid,
            Text($"the hour has {minutes.Counted} of {needed} valid minutes"),
            Text($"{needed - minutes.Counted} more valid {Plural(needed - minutes.Counted, "minute")}"),
            figures);
    }

    static Verdict Voided(in MeanCell mean, string window, Exact most) => mean.Cause switch
    {
        VoidCause.Flagged => new(
            AnswerGround.NotValid,
            $"the {window} mean is flagged {mean.Flag.Letter()} ({mean.Flag})",
            $"a mean of the {window} flagged normal"),
        VoidCause.Implausible => new(
            AnswerGround.NotValid,
            $"the {window} mean {mean.Value} is above the largest plausible value, {most}",
            $"a value of {most} or less"),
        VoidCause.Negative => new(
            AnswerGround.NotValid, $"the {window} mean {mean.Value} is below zero", "a value of zero or more"),
        VoidCause.NoValue => new(AnswerGround.NotValid, $"the {window} mean came without a number", "a number"),
        _ => new(AnswerGround.NotValid, $"the {window} mean does not count ({mean.Cause})", "a mean that counts"),
    };

    static ValueList<FindingFigure> Figures(
        bool isHour, in MeanCell mean, PointLimit limit, FindingFigure[] more, Policy policy)
    {
        var figures = new List<FindingFigure>();
        if (mean.Value.HasValue)
            figures.Add(new($"{mean.Noun} as measured", mean.Value));
        if (mean.Converted.HasValue)
            figures.Add(new($"{mean.Noun} at reference oxygen", mean.Converted));
        if (limit.Upper.HasValue)
            figures.Add(new("limit", limit.Upper));
        if (limit.Lower.HasValue)
            figures.Add(new("lower limit", limit.Lower));
        figures.AddRange(more);
        figures.Add(mean.WorstOf > 0
            ? new("values judged one by one", mean.WorstOf)
            : isHour
            ? new("means.hourMinutes", policy.Means.HourMinutes, "min")
            : new("means.dayHours", policy.Means.DayHours, "h"));
        return figures.ToValueList();
    }

    static string Breaking(PointLimit limit) => (limit.Upper.HasValue, limit.Lower.HasValue) switch
    {
        (true, true) => $"above {limit.Upper} or below {limit.Lower}",
        (false, true) => $"below {limit.Lower}",
        _ => $"above {limit.Upper}",
    };

    static string Plural(int count, string word) => count == 1 ? word : $"{word}s";

    static string Text(FormattableString text) => FormattableString.Invariant(text);

    readonly record struct Verdict(
        AnswerGround Ground, string Why, string WouldDiffer, FindingFigure[]? Figures = null)
    {
        public static Verdict Found(PointLimit limit, in MeanCell mean, bool isBroken) => new(
            AnswerGround.Found,
            isBroken
                ? $"the {mean.Noun} {mean.Figure} breaks the limit {limit.BoundFor(mean.Figure)}"
                    + limit.ConversionFor(mean.Figure)
                : $"the {mean.Noun} {mean.Figure} broke the limit that held when it was judged",
            "");
    }
}
