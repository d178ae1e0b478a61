using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>
/// Answers for the condition that process data show (工况推断) beside the one that is marked, hour by hour of a furnace's
/// natural day.
/// </summary>
public sealed class FurnaceInferenceAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.MarkInferred];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy) =>
        FurnaceMarkDay.Answer(FurnaceRules.MarkInferred, state, question, policy, OfDay);

    static RuleAnswer OfDay(FurnaceMarkDay day, RuleAnswer blank)
    {
        FurnacePolicy furnace = day.Policy.Furnace;
        HourCounts counts = default;
        foreach (ProcessHour hour in ProcessHours.Of(day.State, day.Page, day.Marks, day.Policy))
            counts = counts.With(hour.Marked, ConditionInference.Of(in hour, furnace.MinimumCelsius, furnace.Condition));
        blank = blank with
        {
            Behind = [furnace.TemperatureFactor, furnace.Condition.FeedFactor, furnace.Condition.OxygenFactor],
            Figures =
            [
                new("hours at odds", counts.AtOdds, "h"),
                new("hours as marked", counts.Same, "h"),
                new("hours at odds but for a mark that allows it", counts.Excused, "h"),
                new("hours without any condition in the data", counts.Silent, "h"),
                new("hours not marked as a whole", counts.Mixed, "h"),
                new("furnace.minimumCelsius", furnace.MinimumCelsius, "℃"),
                new("furnace.condition.idleBelowCelsius", furnace.Condition.IdleBelowCelsius, "℃"),
                new("furnace.condition.idleOverOxygen", furnace.Condition.IdleOverOxygen, "%"),
                new("furnace.condition.flatCelsius", furnace.Condition.FlatCelsius, "℃"),
            ],
        };
        string stood = FormattableString.Invariant(
            $"hours by the condition that the data show: {counts.Same} as marked, {counts.AtOdds} at odds, {counts.Excused} at odds ")
            + FormattableString.Invariant(
                $"but for a mark that allows it, {counts.Silent} without any; {counts.Mixed} not marked as a whole");
        if (counts.AtOdds > 0)
            return blank.NotJudgedSince(stood);
        bool isUntold = counts == default;
        return blank with
        {
            Ground = isUntold ? AnswerGround.NoData
                : counts.Excused > 0 ? AnswerGround.Exempt
                : counts.Same > 0 ? AnswerGround.Complies
                : AnswerGround.NotValid,
            Why = (isUntold
                ? $"{furnace.Condition.FeedFactor}, which shows feeding, was not told on the day, and no condition is marked"
                : stood) + day.WithoutEffect(),
            WouldDiffer = Differs(furnace),
        };
    }

    static string Differs(FurnacePolicy furnace)
    {
        ConditionPolicy condition = furnace.Condition;
        return "an hour marked otherwise than its data show: "
            + FormattableString.Invariant(
                $"停运 below {condition.IdleBelowCelsius} ℃ with oxygen above {condition.IdleOverOxygen} % and no feeding, ")
            + FormattableString.Invariant(
                $"正常运行 fed above {furnace.MinimumCelsius} ℃, 停炉 not fed above it and within {condition.FlatCelsius} ℃ ")
            + "of the hour before, 停炉降温 falling by more, 烘炉 rising by more";
    }

    /// <summary>The hours of a day by what the data show beside what is marked.</summary>
    readonly record struct HourCounts(int Same, int AtOdds, int Excused, int Silent, int Mixed)
    {
        public HourCounts With(MarkCode? marked, MarkCode? inferred) => (marked, inferred) switch
        {
            (null, _) => this with { Mixed = Mixed + 1 },
            (_, null) => this with { Silent = Silent + 1 },
            ({ } one, { } other) when ConditionInference.IsAtOdds(one, other) => this with { AtOdds = AtOdds + 1 },
            ({ } one, { } other) when one != other && other != MarkCode.Normal => this with { Excused = Excused + 1 },
            _ => this with { Same = Same + 1 },
        };
    }
}
