using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Explaining.Points;
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

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>Answers for the 24-hour limits of a furnace's pollutants.</summary>
public sealed class FurnaceDayLimitAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.DayLimit];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        policy = state.PolicyOf(question.Day, policy);
        List<FurnaceLimit> limits = state.LimitsOn(question.Day, LimitPeriod.Day, policy);
        LimitDatedOver? over = DatedOver(state, question);
        List<FurnaceLimit> judgedBy = over is null
            ? limits
            : FurnaceLimits.Of(policy, state.Registration, over.Former, LimitPeriod.Day, question.Day);
        foreach (FurnaceLimit limit in judgedBy)
        {
            if (!question.Asks(limit.Factor))
                continue;
            RuleAnswer answer = OfDay(state, question, limit, policy);
            FurnaceLimit later = limits.Find(one => one.Factor == limit.Factor);
            yield return over is null || later == limit
                ? answer
                : answer with { Why = answer.Why + over.Words(FormattableString.Invariant($"{later.Upper}")) };
        }

        if (question.Factor.IsEmpty || limits.Exists(limit => limit.Factor == question.Factor))
            yield break;
        yield return Blank(state, question, question.Factor, clause: null, policy) with
        {
            Ground = AnswerGround.NoLimit,
            Why = FormattableString.Invariant(
                $"policy {policy.Version} has no daily limit of {question.Factor} for the furnace on {question.Day.Date:yyyy-MM-dd}"),
            WouldDiffer = "a daily limit, and a mean above it",
        };
    }

    /// <summary>What the day was judged by, where a limit of the outlet was dated back over it since.</summary>
    static LimitDatedOver? DatedOver(IncineratorState state, RuleQuestion question) =>
        state.Registration is { } record
        && state.DatedOver.GetValueOrDefault(TwinName.Of(record.EmissionPoint)) is { } over
        && state.Pages.Find(PageId.Day(question.Day)) is FurnaceDay day
            ? over.Of(question.Day.DayNumber, day.JudgedBy)
            : null;

    static RuleAnswer OfDay(IncineratorState state, RuleQuestion question, FurnaceLimit limit, Policy policy)
    {
        RuleAnswer blank = Blank(state, question, limit.Factor, limit.Clause, policy);
        if (state.Pages.Find(PageId.Day(question.Day)) is not FurnaceDay day
            || DayLimitJudgement.VerdictOf(state, day, limit, DayMarks.StandingsOf(state, day, limit.Factor, policy), policy)
                is not var (verdict, isOver))
        {
            bool isPast = state.NewestDay > question.Day || question.IsOfPastDay;
            return blank with
            {
                Ground = isPast ? AnswerGround.NoData : AnswerGround.Open,
                Why = (isPast ? "" : question.SoFar)
                    + FormattableString.Invariant($"no mean of {limit.Factor} was told to the furnace on this day")
                    + Unheard(state),
                WouldDiffer = FormattableString.Invariant($"means, and a daily mean above {limit.Upper}"),
                Figures = [new FindingFigure("limit", limit.Upper, "mg/m3")],
            };
        }

        bool isFound = day.Own.Find(FurnaceRules.DayLimit, limit.Factor, day.Start) is not null;
        bool isOtherwise = isOver && (verdict.Kind == VerdictKind.Over) != isFound;
        return blank with
        {
            Ground = isFound ? AnswerGround.Found
                : !isOver ? AnswerGround.Open
                : isOtherwise ? AnswerGround.NoLimit
                : GroundOf(verdict),
            Why = (isOtherwise ? "the day was last judged by another limit than this; by this one " : "")
                + (isOver || isFound ? "" : question.SoFar)
                + verdict.Reason + limit.ConversionWords + MarksOf(verdict)
                + (limit.Conversion is null && state.Outlet is { } outlet
                    ? PointLimit.OtherOxygenInWords(outlet.Twin, outlet, policy, limit.Factor, question.Day)
                    : ""),
            WouldDiffer = isFound ? ""
                : isOtherwise ? "data or marks for the day that make it be judged again"
                : Differs(verdict, policy),
            Figures = [.. Figures(verdict, policy), .. HoursOf(state, day, limit.Factor)],
        };
    }

    /// <summary>Of a furnace that nothing can be judged of, as its emission point is none of its own.</summary>
    static string Unheard(IncineratorState state)
    {
        if (state.Registration is not { } record || state.Outlet is not null)
            return "";
        var outlet = TwinName.Of(record.EmissionPoint);
        return state.Latest.Keys.Any(key => key.Source == outlet)
            ? ""
            : $"; its emission point {outlet} never told it anything: it is not registered, or belongs to another furnace";
    }

    static AnswerGround GroundOf(DayVerdict verdict)
    {
        bool isExempted = verdict.HoursExempt + verdict.HoursVoid > 0
            && (verdict.Kind == VerdictKind.NotJudged || verdict.Computed > verdict.Limit);
        return isExempted ? AnswerGround.Exempt
            : verdict.Kind == VerdictKind.NotJudged ? AnswerGround.NotValid
            : AnswerGround.Complies;
    }

    static string MarksOf(DayVerdict verdict) =>
        verdict.HoursExempt + verdict.HoursVoid + verdict.HoursBeyondBudget + verdict.HoursParticulates
            + verdict.HoursBeyondEvent == 0
            ? ""
            : FormattableString.Invariant(
                $"; {verdict.HoursExempt} hours exempt, {verdict.HoursVoid} void, {verdict.HoursBeyondBudget} beyond the ")
                + FormattableString.Invariant($"budget, {verdict.HoursParticulates} with particulates over, {verdict.HoursBeyondEvent} beyond the hours of one event");

    static string Differs(DayVerdict verdict, Policy policy)
    {
        string above = FormattableString.Invariant($"a mean above {verdict.Limit} mg/m3");
        bool isMarked = verdict.HoursExempt + verdict.HoursVoid > 0;
        string unmarked = isMarked && verdict.Computed is { } all && all > verdict.Limit
            ? FormattableString.Invariant($"; without the marks the mean {all:0.######} of all valid hours would be over")
            : "";
        if (verdict.Kind != VerdictKind.NotJudged)
            return FormattableString.Invariant($"{above}, it was {verdict.Judged:0.######}") + unmarked;
        int most = isMarked ? policy.Furnace.Exempt.MinHoursAfter : policy.Means.DayHours;
        int missing = Math.Max(1, most - verdict.HoursCounted);
        return FormattableString.Invariant(
            $"{missing} more {(missing == 1 ? "hour" : "hours")} that {(missing == 1 ? "counts" : "count")}, and {above}")
            + unmarked;
    }

    static ValueList<FindingFigure> Figures(DayVerdict verdict, Policy policy)
    {
        FindingFigure[] figures =
        [
            new("daily mean told", Exact.From(verdict.Told), "mg/m3"),
            new("mean of valid hours", Computed(verdict.Computed), "mg/m3"),
            new("mean after exemption", Computed(verdict.Exempted), "mg/m3"),
            new("hours counted", verdict.HoursCounted),
            new("hours exempt", verdict.HoursExempt),
            new("hours void", verdict.HoursVoid),
            new("hours beyond budget", verdict.HoursBeyondBudget),
            new("hours with particulates over", verdict.HoursParticulates),
            new("hours beyond one event", verdict.HoursBeyondEvent),
            new("limit", verdict.Limit, "mg/m3"),
            new("means.dayHours", policy.Means.DayHours),
            new("furnace.exempt.minHoursAfter", policy.Furnace.Exempt.MinHoursAfter),
        ];
        return figures.Where(figure => figure.Value.HasValue).ToValueList();
    }

    /// <summary>
    /// The values of the hours where a sample decides any, as the outlet told them: it tells the one that counts of each.
    /// </summary>
    static IEnumerable<FindingFigure> HoursOf(IncineratorState state, FurnaceDay day, FactorCode factor)
    {
        TwinName? source = state.Registration is { } record ? TwinName.Of(record.EmissionPoint) : null;
        uint sampled = day.SampledHours(factor, source);
        if (sampled == 0 || day.Means.SeriesOf(factor, source) is not { } series)
            yield break;
        for (int hour = 0; hour < BeijingTime.HoursPerDay; hour++)
        {
            bool isSampled = (sampled >> hour & 1) != 0;
            ToldMean value = series[hour];
            if (value.IsValid)
                yield return new FindingFigure(isSampled ? SampledValues.Sampled(hour) : SampledValues.Hour(hour), value.Value);
        }
    }

    static Exact Computed(decimal? mean) => mean is { } value ? Exact.Computed(value) : Exact.None;

    static RuleAnswer Blank(
        IncineratorState state, RuleQuestion question, FactorCode factor, string? clause, Policy policy) => new()
        {
            Rule = FurnaceRules.DayLimit,
            Factor = factor,
            WindowStart = question.Day,
            WindowEnd = question.DayEnd,
            Ground = AnswerGround.None,
            Why = "",
            Clause = clause,
            PolicyVersion = policy.Version,
            ProvisionalUntil = MarkDeadline.OpenUntil(question.Day, state.Now, policy.Marks),
        };
}
