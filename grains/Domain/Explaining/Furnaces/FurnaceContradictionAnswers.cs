using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

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
                .Where(hour => hour.Parts.IsAny || hour.Marked is MarkCode.Drying or MarkCode.Stopping or MarkCode.Cooling or MarkCode.Idle),
        ];
        int excluded = hours.Count(
            hour => MarkContradictionRule.Of(in hour, furnace.MinimumCelsius, condition) != Contradiction.None);
        blank = blank with
        {
            Behind = [furnace.TemperatureFactor, condition.FeedFactor, condition.OxygenFactor],
            Figures =
            [
                new("hours marked", hours.Length, "h"),
                new("hours marked in part", hours.Count(hour => hour.Parts.IsAny), "h"),
                new("hours fed", hours.Count(hour => hour.IsFed), "h"),
                new("hours without data on feeding", hours.Count(hour => hour.Feed is null), "h"),
                new("hours excluded", excluded, "h"),
                new("furnace.minimumCelsius", furnace.MinimumCelsius, "℃"),
                new("furnace.condition.idleBelowCelsius", condition.IdleBelowCelsius, "℃"),
                new("furnace.condition.idleOverOxygen", condition.IdleOverOxygen, "%"),
                new("furnace.condition.uncertainMinutes", condition.UncertainMinutes, "min"),
                new("furnace.condition.fullFeed", condition.FullFeed),
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
                ? "no hour of the day is marked 烘炉, 停炉, 停炉降温 or 停运, wholly or in a part that is sure"
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
        && (hour.Marked != MarkCode.Idle || (hour.Emission is null && (hour.Celsius is null || hour.Oxygen is null)))
        && (hour.Parts.Idle == 0 || hour.Parts.IdleCelsius is null || hour.Oxygen is null);

    static string WithoutAir(ProcessHour[] hours, ConditionPolicy condition) =>
        Array.Exists(hours, hour => hour.Marked == MarkCode.Idle || hour.Parts.Idle > 0)
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
        if (isAny || Array.Exists(hours, hour => hour.Marked is not (null or MarkCode.Drying)))
            ways.Add($"{fed} in an hour marked 停炉, 停炉降温 or 停运");
        if (isAny || Array.Exists(hours, hour => hour.Marked == MarkCode.Idle))
        {
            ways.Add(FormattableString.Invariant($"{condition.IdleBelowCelsius} ℃ or more in an hour marked 停运 ")
                + FormattableString.Invariant($"with oxygen of {condition.IdleOverOxygen} % or less"));
            if (condition.IdleEmission == IdleEmission.HourOverLimit)
                ways.Add("a pollutant over its hourly limit in an hour marked 停运, its oxygen not that of air");
        }

        foreach (ProcessHour hour in hours.Where(hour => hour.Parts.IsAny))
            ways.Add(PartDiffers(hour, furnace));
        return string.Join("; or ", ways);
    }

    /// <summary>What excludes a part of an hour: more than the rest of the hour can explain.</summary>
    static string PartDiffers(ProcessHour hour, FurnacePolicy furnace)
    {
        MarkedParts parts = hour.Parts;
        ConditionPolicy condition = furnace.Condition;
        var ways = new List<string>();
        if (parts.Unfed > 0)
            ways.Add(FormattableString.Invariant($"{condition.FeedFactor} above {MostFeed(parts.Unfed):0.##}"));
        if (parts.Drying > 0)
        {
            ways.Add(FormattableString.Invariant(
                $"{condition.FeedFactor} above {MostFeed(parts.Drying):0.##} below {furnace.MinimumCelsius} ℃ in the 烘炉"));
        }

        if (parts.Idle > 0)
        {
            ways.Add(FormattableString.Invariant($"{condition.IdleBelowCelsius} ℃ or more in the 停运 with oxygen of ")
                + FormattableString.Invariant($"{condition.IdleOverOxygen * parts.Idle / BeijingTime.SecondsPerHour:0.##} % or less"));
        }

        return FormattableString.Invariant($"in the hour of {hour.Start.ToDateTimeOffset():HH:mm} {string.Join(", or ", ways)}");

        decimal MostFeed(int marked) =>
            condition.FullFeed * (BeijingTime.SecondsPerHour - marked) / BeijingTime.SecondsPerHour;
    }

    static string MarkedInWords(ProcessHour hour)
    {
        if (hour.Marked is { } marked)
            return marked.Term();
        MarkedParts parts = hour.Parts;
        (string What, int Seconds)[] marks =
        [
            ("停运", parts.Idle), ("停炉 or 停炉降温", parts.Unfed - parts.Idle), ("烘炉", parts.Drying),
        ];
        return string.Join(", ", marks.Where(mark => mark.Seconds > 0).Select(mark => FormattableString.Invariant(
            $"{mark.What} for {(decimal)mark.Seconds / BeijingTime.SecondsPerMinute:0.#} min")));
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
            $"{hour.Start.ToDateTimeOffset():HH:mm} {MarkedInWords(hour)} at {celsius}, feed {feed}, oxygen {oxygen}{emission}");
    }
}
