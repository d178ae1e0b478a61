using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining;

/// <summary>
/// Answers for marks that temperature, feeding, oxygen or emission exclude (虚假标记), hour by hour of a furnace's natural day.
/// </summary>
public sealed class FurnaceContradictionAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.MarkContradiction];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy) =>
        FurnaceMarkDay.Answer(FurnaceRules.MarkContradiction, state, question, policy, OfDay);

    static RuleAnswer OfDay(FurnaceMarkDay day, RuleAnswer blank)
    {
        FurnacePolicy furnace = day.Policy.Furnace;
        ConditionPolicy condition = furnace.Condition;
        ProcessHour[] hours =
        [
            .. ProcessHours.Of(day.State, day.Page, day.Marks, day.Policy)
                .Where(hour => hour.Marked is MarkCode.Drying or MarkCode.Stopping or MarkCode.Cooling or MarkCode.Idle),
        ];
        int excluded = hours.Count(
            hour => MarkContradictionRule.Of(in hour, furnace.MinimumCelsius, condition) != Contradiction.None);
        blank = blank with
        {
            Behind = [furnace.TemperatureFactor, condition.FeedFactor, condition.OxygenFactor],
            Figures =
            [
                new("hours marked", hours.Length, "h"),
                new("hours fed", hours.Count(hour => hour.IsFed), "h"),
                new("hours without data on feeding", hours.Count(hour => hour.Feed is null), "h"),
                new("hours excluded", excluded, "h"),
                new("furnace.minimumCelsius", furnace.MinimumCelsius, "℃"),
                new("furnace.condition.idleBelowCelsius", condition.IdleBelowCelsius, "℃"),
                new("furnace.condition.idleOverOxygen", condition.IdleOverOxygen, "%"),
            ],
        };
        string words = string.Join("; ", hours.Select(InWords));
        if (excluded > 0)
            return blank.NotJudgedSince(words);
        bool isUntold = hours.Length > 0 && Array.TrueForAll(hours, IsUntold);
        return blank with
        {
            Ground = isUntold ? AnswerGround.NoData : AnswerGround.Complies,
            Why = (hours.Length == 0
                ? "no whole hour of the day is marked 烘炉, 停炉, 停炉降温 or 停运"
                : isUntold
                ? FormattableString.Invariant(
                    $"{condition.FeedFactor}, which shows feeding, was told for no marked hour, of {hours.Length}")
                    + WithoutAir(hours, condition)
                : $"the data exclude no mark: {words}") + day.WithoutEffect(),
            WouldDiffer = Differs(hours, furnace),
        };
    }

    /// <summary>
    /// Neither feeding nor, of 停运, emission or temperature and oxygen together came: the mark is held against nothing.
    /// </summary>
    static bool IsUntold(ProcessHour hour) => hour.Feed is null
        && (hour.Marked != MarkCode.Idle || (hour.Emission is null && (hour.Celsius is null || hour.Oxygen is null)));

    static string WithoutAir(ProcessHour[] hours, ConditionPolicy condition) =>
        Array.Exists(hours, hour => hour.Marked == MarkCode.Idle)
            ? $", nor {condition.OxygenFactor} together with a temperature in one marked 停运"
            : "";

    /// <summary>What excludes a mark: of those that are marked, of any where none is.</summary>
    static string Differs(ProcessHour[] hours, FurnacePolicy furnace)
    {
        ConditionPolicy condition = furnace.Condition;
        string fed = $"waste fed ({condition.FeedFactor} above 0)";
        bool isAny = hours.Length == 0;
        var ways = new List<string>();
        if (isAny || Array.Exists(hours, hour => hour.Marked == MarkCode.Drying))
            ways.Add(FormattableString.Invariant($"{fed} below {furnace.MinimumCelsius} ℃ in an hour marked 烘炉"));
        if (isAny || Array.Exists(hours, hour => hour.Marked != MarkCode.Drying))
            ways.Add($"{fed} in an hour marked 停炉, 停炉降温 or 停运");
        if (isAny || Array.Exists(hours, hour => hour.Marked == MarkCode.Idle))
        {
            ways.Add(FormattableString.Invariant($"{condition.IdleBelowCelsius} ℃ or more in an hour marked 停运 ")
                + FormattableString.Invariant($"with oxygen of {condition.IdleOverOxygen} % or less"));
            if (condition.IdleEmission == IdleEmission.HourOverLimit)
                ways.Add("a pollutant over its hourly limit in an hour marked 停运, its oxygen not that of air");
        }

        return string.Join("; or ", ways);
    }

    static string InWords(ProcessHour hour)
    {
        string celsius = hour.Celsius is { } known ? FormattableString.Invariant($"{known:0.#} ℃") : "unknown temperature";
        string feed = hour.Feed is { } fed ? FormattableString.Invariant($"{fed}") : "unknown";
        string oxygen = hour.Oxygen is { } told ? FormattableString.Invariant($"{told} %") : "unknown";
        string emission = hour is { Marked: MarkCode.Idle, Emission: { } highest }
            ? FormattableString.Invariant($", {highest.Factor} {highest.Mean} of {highest.Limit}")
            : "";
        return FormattableString.Invariant(
            $"{hour.Start.ToDateTimeOffset():HH:mm} {hour.Marked?.Term()} at {celsius}, feed {feed}, oxygen {oxygen}{emission}");
    }
}
