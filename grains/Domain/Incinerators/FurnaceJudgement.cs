using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// Judges a natural day that was touched, anew and as a whole: temperatures, pollutants, marks; then its month, the subsidy
/// and the budgets of its year. Each verdict is raised, revised when its figures change, withdrawn when its ground goes, and
/// told once more when the marking deadline has made it final.
/// </summary>
/// <remarks>
/// A day is judged by its own policy (<see cref="DayPolicies"/>), what counts days by the one in force.
/// </remarks>
static class FurnaceJudgement
{
    public static void Judge(FurnaceTurn turn, FurnaceDay day)
    {
        IncineratorState state = turn.State;
        day.IsDirty = true;
        day.JudgedBy = turn.Entry;
        FurnaceTurn ofDay = turn.Of(day.Start);
        var marks = new DayMarks(state.Marks, day.Start, ofDay.Policy);
        int low = TemperatureJudgement.Judge(ofDay, day, marks);
        bool isEmissionJudged = DayLimitJudgement.Judge(ofDay, day, marks);
        MarkJudgement.Judge(ofDay, day, marks);
        bool isJudged = isEmissionJudged && day.Temperatures(state.Registration?.TemperaturePoint).Received > 0;
        FurnaceMonth month = MonthJudgement.Judge(turn, day, isJudged);
        SubsidyJudgement.Judge(turn, day.Start, month);
        BudgetJudgement.Judge(turn, day.Start);
        if (ofDay.StandingOf(day.Start) == Findings.FindingStanding.Provisional)
            state.Pending.Add(day.Start.DayNumber);
        Summarise(turn, day, month, low);
    }

    /// <summary>
    /// Judges days again whose deadline has passed, so that their verdicts turn final; of one without data the budgets
    /// and the subsidy.
    /// </summary>
    public static void Settle(FurnaceTurn turn)
    {
        IncineratorState state = turn.State;
        foreach (int number in state.Pending.ToArray())
        {
            var start = BeijingTime.StartOf(number);
            if (!MarkDeadline.HasPassed(start, state.Now, turn.Policy.Marks))
                break;
            state.Pending.Remove(number);
            if (state.Pages.Find(PageId.Day(start)) is FurnaceDay page)
            {
                Judge(turn, page);
                continue;
            }

            SubsidyJudgement.Judge(turn, start, judged: null);
            BudgetJudgement.Judge(turn, start);
        }
    }

    /// <summary>
    /// Number of the first day that is not settled: its deadline has not passed, or no clock has seen that it has.
    /// </summary>
    public static int FirstNotSettled(IncineratorState state, Policy policy)
    {
        int first = MarkDeadline.LastPassed(state.Now, policy.Marks) + 1;
        return state.Pending.Count > 0 ? Math.Min(first, state.Pending.Min) : first;
    }

    static void Summarise(FurnaceTurn turn, FurnaceDay day, FurnaceMonth month, int low)
    {
        IncineratorState state = turn.State;
        int age = state.NewestDay.DayNumber - day.Start.DayNumber;
        if (age is 0 or 1 || state.Hold is not null)
        {
            var summary = DaySummary.Of(day, state.Registration?.TemperaturePoint, low);
            FurnaceLevels.Judged(state, day.Start, summary, turn.Policy);
            (state.Today, state.Yesterday) =
                (age == 0 ? summary : state.Today, age == 1 ? summary : state.Yesterday);
        }

        if (month.Start != FurnaceMonth.StartFor(state.NewestDay))
            return;
        ViolationCounts counts = month.Violations.Counts;
        state.TemperatureDaysInMonth = counts.TemperatureDays;
        state.EmissionDaysInMonth = counts.EmissionDays;
        state.IsMonthFound = month.Own.First(FurnaceRules.Month) is not null;
    }
}
