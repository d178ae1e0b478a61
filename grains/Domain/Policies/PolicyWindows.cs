using System.Globalization;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// Counts that can never be reached in the window they are counted over, or that another number decides before them.
/// </summary>
static class PolicyWindows
{
    const int MostDaysOfMonth = 31;
    const int DayHours = 24;

    public static IEnumerable<NumberPair> Pairs(Policy policy) =>
    [
        .. OfFurnaces(policy),
        .. OfPoints(policy.Points.Supervision),
        .. OfCells(policy.Ranking.Escalation),
        .. OfDetectors(policy.Detectors),
    ];

    /// <summary>A night of no hour, or of the whole day.</summary>
    public static IEnumerable<(string Path, string Reason)> NightFaults(NightUse night)
    {
        const string Path = "electricity.night.toHour";
        if (night.ToHour > night.FromHour)
            yield return (Path, $"is above fromHour, which is {night.FromHour}");
        else if (night.ToHour == night.FromHour)
            yield return (Path, "is fromHour: the night would be the whole day");
        else if (night is { FromHour: 24, ToHour: 0 })
            yield return (Path, "leaves no hour to the night, which begins at 24");
        else if (EvenUse(night) is var even && night.Ratio < even)
            yield return ("electricity.night.ratio", EvenReason(night, even));
    }

    /// <summary>What a device that draws the same all the time has by night, as a share of the day.</summary>
    static decimal EvenUse(NightUse night) =>
        night.Basis == NightBasis.Total ? (decimal)HoursOf(night) / (DayHours - HoursOf(night)) : 1;

    static int HoursOf(NightUse night) => DayHours - night.FromHour + night.ToHour;

    static string EvenReason(NightUse night, decimal even) => string.Create(
        CultureInfo.InvariantCulture,
        $"is below {even:0.####}, which an even use has: {HoursOf(night)} hours of night against {DayHours - HoursOf(night)} of day");

    static IEnumerable<NumberPair> OfFurnaces(Policy policy)
    {
        const int KindsOfViolation = 2, YearsOfEvent = 2;
        FurnacePolicy furnace = policy.Furnace;
        SubsidyPolicy subsidy = furnace.Subsidy;
        // The furnaces of a plant and the pollutants over on a day are as many as there are.
        if (subsidy is { Grain: FurnaceGrain.Furnace, PollutantsCountApart: false })
        {
            yield return new NumberPair(
                "furnace.subsidy.violationsInMonth", subsidy.ViolationsInMonth, "the most that a month can have",
                MostDaysOfMonth * (subsidy.KindsCountApart ? KindsOfViolation : 1));
        }

        for (int i = 0; i < furnace.Budget.Year.Count; i++)
        {
            HourBudget budget = furnace.Budget.Year[i];
            if (budget.EventHours.HasValue)
            {
                yield return new NumberPair(
                    $"furnace.budget.year[{i}].eventHours", budget.EventHours.Value,
                    "the hours of the two years that an event can touch", YearsOfEvent * budget.Hours);
            }
        }

        yield return new NumberPair("furnace.leastMinutes", furnace.LeastMinutes, "slotMinutes", furnace.SlotMinutes);
        yield return new NumberPair(
            "furnace.toleratedLowSlots", furnace.ToleratedLowSlots, "the slots of a day less one",
            BeijingTime.MinutesPerDay / furnace.SlotMinutes - 1);
        yield return new NumberPair(
            "furnace.warningLowSlots", furnace.WarningLowSlots, "the slots of a violation", furnace.ToleratedLowSlots + 1);
        yield return new NumberPair(
            "furnace.condition.idleBelowCelsius", furnace.Condition.IdleBelowCelsius, "minimumCelsius", furnace.MinimumCelsius);
        yield return new NumberPair(
            "furnace.condition.idleOverOxygen", furnace.Condition.IdleOverOxygen, "oxygen.airPercent", policy.Oxygen.AirPercent)
        { MustBeBelow = true };
    }

    static IEnumerable<NumberPair> OfPoints(SupervisionPolicy supervision)
    {
        const string Path = "points.supervision";
        yield return new NumberPair(
            $"{Path}.consecutiveDays", supervision.ConsecutiveDays, "cumulativeDays", supervision.CumulativeDays);
        yield return new NumberPair(
            $"{Path}.cumulativeDays", supervision.CumulativeDays, "the days of its window", supervision.Window switch
            {
                CumulativeWindow.Month => MostDaysOfMonth,
                CumulativeWindow.ThirtyDays => 30,
                _ => 92,
            });
    }

    static IEnumerable<NumberPair> OfCells(WarningEscalation escalation)
    {
        const string Path = "ranking.escalation";
        yield return new NumberPair($"{Path}.consecutive", escalation.Consecutive, "cumulative", escalation.Cumulative);
        yield return new NumberPair(
            $"{Path}.cumulative", escalation.Cumulative, "the months of its year",
            escalation.Year == WarningYear.Calendar ? 12 : escalation.YearMonths);
    }

    static IEnumerable<NumberPair> OfDetectors(DetectorPolicy detectors)
    {
        yield return new NumberPair(
            "detectors.oxygen.airFromPercent", detectors.Oxygen.AirFromPercent, "airPercent", detectors.Oxygen.AirPercent);
        yield return new NumberPair("detectors.jump.holdHours", detectors.Jump.HoldHours, "adoptHours", detectors.Jump.AdoptHours);
        yield return new NumberPair(
            "detectors.parameter.fastHours", detectors.Parameter.FastHours, "slowHours", detectors.Parameter.SlowHours);
        // What is learnt is counted up to the memory: a longer warm-up never ends. Of jumps it is counted by itself.
        yield return new NumberPair(
            "detectors.oxygen.warmUpHours", detectors.Oxygen.WarmUpHours, "memoryHours", detectors.Oxygen.MemoryHours);
        yield return new NumberPair(
            "detectors.peerGap.warmUpHours", detectors.PeerGap.WarmUpHours, "memoryHours",
            detectors.PeerGap.MemoryHours);
        yield return new NumberPair(
            "detectors.parameter.warmUpHours", detectors.Parameter.WarmUpHours, "slowHours",
            detectors.Parameter.SlowHours);
    }
}
