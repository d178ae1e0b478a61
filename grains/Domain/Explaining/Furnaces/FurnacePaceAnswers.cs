using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>
/// Answers for the pace of a furnace's day (日均值预警): whether a pollutant's mean can still stay within its limit. It is
/// looked at with every mean; of a day that is over it is the pace when its last hour had come.
/// </summary>
public sealed class FurnacePaceAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.DayPace];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        List<FurnaceLimit> limits = state.LimitsOn(question.Day, LimitPeriod.Day, policy);
        foreach (FurnaceLimit limit in limits.Where(limit => question.Asks(limit.Factor)))
        {
            yield return OfDay(
                RuleAnswer.Blank(FurnaceRules.DayPace, question.Day, question.DayEnd, limit.Clause, policy) with
                {
                    Factor = limit.Factor,
                },
                state, limit, policy);
        }

        if (question.Factor.IsEmpty || limits.Exists(limit => limit.Factor == question.Factor))
            yield break;
        yield return RuleAnswer.Blank(FurnaceRules.DayPace, question.Day, question.DayEnd, clause: null, policy) with
        {
            Factor = question.Factor,
            Ground = AnswerGround.NoLimit,
            Why = FormattableString.Invariant(
                $"policy {policy.Version} has no daily limit of {question.Factor} for the furnace on {question.Day.Date:yyyy-MM-dd}"),
            WouldDiffer = "a daily limit",
        };
    }

    static RuleAnswer OfDay(RuleAnswer blank, IncineratorState state, FurnaceLimit limit, Policy policy)
    {
        PrewarningPolicy prewarning = policy.Furnace.Prewarning;
        var day = state.Pages.Find(PageId.Day(blank.WindowStart)) as FurnaceDay;
        if (day is null
            || DayLimitJudgement.VerdictOf(state, day, limit, DayMarks.StandingsOf(state, day, limit.Factor, policy), policy)
                is not var (verdict, isOver))
        {
            return state.NewestDay < blank.WindowStart ? blank.NotReached(state.NewestDay) : blank with
            {
                Ground = AnswerGround.NoData,
                Why = $"no mean of {limit.Factor} was told to the furnace on this day",
                WouldDiffer = FormattableString.Invariant($"hourly means above the limit {limit.Upper}"),
                Figures = [new("limit", limit.Upper, "mg/m3")],
            };
        }

        DayPaceSoFar pace = DayLimitJudgement.PaceOf(verdict, isOver, day.Start, state.Now, prewarning);
        string stood = DayLimitJudgement.PaceReason(pace, verdict.Limit);
        blank = blank with
        {
            Figures = Figures(pace, verdict, prewarning),
            ProvisionalUntil = isOver
                ? MarkDeadline.OpenUntil(day.Start, state.Now, policy.Marks)
                : blank.WindowEnd,
        };
        if (day.Own.Find(FurnaceRules.DayPace, limit.Factor, day.Start) is { } finding)
        {
            bool isAsItStood = finding.Reason == stood;
            return blank.Found(finding) with { Figures = isAsItStood ? blank.Figures : Figures(finding, prewarning) };
        }

        if (isOver && pace.Level == PaceLevel.Free)
            return Over(blank, verdict, pace);
        if (pace.MayBe is null)
            return TooEarly(blank, pace, verdict, prewarning);
        if (pace.Level != PaceLevel.Free)
            return blank.NotJudgedSince(stood);
        bool isExempt = IsWarnedUnmarked(state, day, limit, policy);
        decimal least = verdict.Limit * (pace.Counted + pace.Left) / (pace.Counted + prewarning.PaceShare * pace.Left);
        return blank with
        {
            Ground = isExempt ? AnswerGround.Exempt : AnswerGround.Complies,
            Why = FormattableString.Invariant($"{stood}, not below {prewarning.PaceShare} of that mean")
                + (isExempt ? "; without the marks it would be" : ""),
            WouldDiffer = FormattableString.Invariant(
                $"a mean of the {pace.Counted} hours above {least:0.######}, it was {pace.Mean:0.######}"),
        };
    }

    static RuleAnswer Over(RuleAnswer blank, DayVerdict verdict, DayPaceSoFar pace) => blank with
    {
        Ground = AnswerGround.Complies,
        Why = FormattableString.Invariant(
            $"the day is over, and no warning stood at its end; {FurnaceRules.DayLimit} judges its mean ")
            + FormattableString.Invariant($"{verdict.Judged ?? pace.Mean:0.######} against {verdict.Limit}"),
        WouldDiffer = FormattableString.Invariant($"hours of the day that made a mean within {verdict.Limit} hard to reach before its end"),
    };

    static RuleAnswer TooEarly(
        RuleAnswer blank, DayPaceSoFar pace, DayVerdict verdict, PrewarningPolicy prewarning) => blank with
        {
            Ground = AnswerGround.Open,
            Why = pace.Left == 0
                ? $"no hour of the day is left; {FurnaceRules.DayLimit} judges it when it is over"
                : FormattableString.Invariant(
                    $"{pace.Counted} hours count so far, the pace is looked at from {prewarning.PaceHours} on"),
            WouldDiffer = FormattableString.Invariant(
                $"{prewarning.PaceHours} hours that count before the last one, and a mean well above the limit {verdict.Limit}"),
        };

    /// <summary>Whether the pace would be warned of if no hour were marked.</summary>
    static bool IsWarnedUnmarked(IncineratorState state, FurnaceDay day, FurnaceLimit limit, Policy policy) =>
        DayLimitJudgement.VerdictOf(state, day, limit, new HourStanding[BeijingTime.HoursPerDay], policy)
            is var (unmarked, isOver)
        && DayLimitJudgement.PaceOf(unmarked, isOver, day.Start, state.Now, policy.Furnace.Prewarning).Level != PaceLevel.Free;

    /// <summary>Of a warning that was given when fewer hours had come than now.</summary>
    static ValueList<FindingFigure> Figures(Finding finding, PrewarningPolicy prewarning) =>
    [
        new("mean when it was found", finding.Value, "mg/m3"),
        new("limit", finding.Limit, "mg/m3"),
        new("furnace.prewarning.paceShare", prewarning.PaceShare),
        new("furnace.prewarning.paceHours", prewarning.PaceHours, "h"),
    ];

    static ValueList<FindingFigure> Figures(DayPaceSoFar pace, DayVerdict verdict, PrewarningPolicy prewarning)
    {
        FindingFigure[] figures =
        [
            new("mean so far", Exact.From(pace.Mean), "mg/m3"),
            new("hours counted", pace.Counted, "h"),
            new("hours left", pace.Left, "h"),
            new("most that the hours left may have", pace.MayBe is { } most ? Exact.Computed(most) : Exact.None, "mg/m3"),
            new("hours exempt", verdict.HoursExempt, "h"),
            new("hours void", verdict.HoursVoid, "h"),
            new("limit", verdict.Limit, "mg/m3"),
            new("furnace.prewarning.paceShare", prewarning.PaceShare),
            new("furnace.prewarning.paceHours", prewarning.PaceHours, "h"),
        ];
        return figures.Where(figure => figure.Value.HasValue).ToValueList();
    }
}
