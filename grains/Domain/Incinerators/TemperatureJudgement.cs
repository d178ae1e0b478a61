using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The verdict on the low temperatures of a day, and the warning before it.</summary>
static class TemperatureJudgement
{
    /// <returns>The low slots that count.</returns>
    public static int Judge(FurnaceTurn turn, FurnaceDay day, DayMarks marks)
    {
        FurnacePolicy furnace = turn.Furnace;
        bool isOver = turn.State.NewestDay > day.Start;
        TemperatureSlots slots = day.Temperatures(turn.State.Registration?.TemperaturePoint);
        SlotCount count = TemperatureRule.Count(slots, day.Start, marks.Effective, isOver, furnace);
        string slotsLow = string.Create(
            CultureInfo.InvariantCulture,
            $"{count.Low} five-minute means of {furnace.TemperatureFactor} below {furnace.MinimumCelsius} "
            + $"on {day.Start.Date:yyyy-MM-dd}, ");
        if (count.IsViolated)
        {
            turn.Put(day.Own, Violation(turn, day, count, isOver, $"{slotsLow}more than the {furnace.ToleratedLowSlots} tolerated"));
        }
        else
        {
            turn.Withdraw(
                day.Own, FurnaceRules.Temperature, day.Start, $"{slotsLow}within the {furnace.ToleratedLowSlots} tolerated",
                count.Low, furnace.TemperatureFactor);
        }

        int near = Near(count, furnace);
        if (near >= furnace.NoticeLowSlots)
        {
            turn.Put(day.Own, Near(turn, day, near));
        }
        else
        {
            turn.Withdraw(
                day.Own, FurnaceRules.TemperatureNear, day.Start, $"{slotsLow}none near", count.Low,
                furnace.TemperatureFactor);
        }

        return count.Low;
    }

    /// <summary>The low slots before the violation: at most those that are tolerated.</summary>
    public static int Near(SlotCount count, FurnacePolicy policy) => Math.Min(count.Low, policy.ToleratedLowSlots);

    static Finding Violation(FurnaceTurn turn, FurnaceDay day, SlotCount count, bool isOver, string reason)
    {
        FurnacePolicy furnace = turn.Furnace;
        if (count.Exempt > 0 || furnace.Temp.Missing == MissingSlots.Low)
        {
            reason += string.Create(
                CultureInfo.InvariantCulture,
                $"; {count.Exempt} more low ones under marks (furnace.temp.exemptMarks, "
                + $"furnace.temp.slotCover={Words.Of(furnace.Temp.SlotCover)})");
            reason += isOver
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $", {count.Missing} missing (furnace.temp.missing={Words.Of(furnace.Temp.Missing)})")
                : "";
        }

        return Draft(turn, day, FurnaceRules.Temperature, reason) with
        {
            Level = furnace.Violation,
            Class = FindingClass.After,
            Standing = turn.StandingOf(day.Start),
            LegalBasis = turn.Policy.LegalBasisOf(LegalAct.FurnaceTemperature, day.Start),
            Value = count.Low,
            Limit = furnace.ToleratedLowSlots,
            Figures =
            [
                new FindingFigure("slots low", count.Low),
                new FindingFigure("slots low under marks", count.Exempt),
                .. Missing(count, isOver),
                new FindingFigure("furnace.minimumCelsius", furnace.MinimumCelsius, "℃"),
                new FindingFigure("furnace.toleratedLowSlots", furnace.ToleratedLowSlots),
            ],
        };
    }

    /// <summary>
    /// Until the day is over all its later slots are missing, and a violation would be told again with each that comes.
    /// </summary>
    static FindingFigure[] Missing(SlotCount count, bool isOver) =>
        isOver ? [new FindingFigure("slots missing", count.Missing)] : [];

    static Finding Near(FurnaceTurn turn, FurnaceDay day, int near)
    {
        FurnacePolicy furnace = turn.Furnace;
        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{near} five-minute means below {furnace.MinimumCelsius}, {furnace.ToleratedLowSlots} tolerated");
        return Draft(turn, day, FurnaceRules.TemperatureNear, reason) with
        {
            Level = near >= furnace.WarningLowSlots ? EscalationLevel.Warning : EscalationLevel.Notice,
            Class = FindingClass.Before,
            Standing = turn.StandingOf(day.Start),
            Value = near,
            Limit = furnace.ToleratedLowSlots,
        };
    }

    static Finding Draft(FurnaceTurn turn, FurnaceDay day, string rule, string reason) =>
        turn.Draft(rule, day.Start, day.Start.AddSeconds(BeijingTime.SecondsPerDay), reason) with
        {
            Factor = turn.Furnace.TemperatureFactor,
            Clause = turn.Furnace.Clause,
            FirstEntry = day.FirstEntry,
            LastEntry = day.LastEntry,
        };
}
