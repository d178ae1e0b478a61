using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Ranking;

/// <summary>The warnings of a cell as they stand at the end of a month (连续、累计预警次数).</summary>
/// <param name="First">The first month of the year that is counted over.</param>
/// <param name="InARow">Months warned in a row that end with the month; 0 where it is not warned itself.</param>
/// <param name="InYear">Months warned in the year, as far as the month.</param>
/// <param name="Escalates">Whether they lead to public notice, work group and interview.</param>
public readonly record struct WarningCount(NaturalMonth First, int InARow, int InYear, bool Escalates)
{
    /// <param name="month">The month that is judged; what follows it does not count.</param>
    /// <param name="outcomes">Of the months that were told; one that is missing has no rank.</param>
    /// <param name="policy">The parameters.</param>
    public static WarningCount Of(
        NaturalMonth month, IReadOnlyDictionary<NaturalMonth, MonthOutcome> outcomes, WarningEscalation policy)
    {
        NaturalMonth first = policy.Year == WarningYear.Calendar
            ? month.FirstOfYear
            : month.Add(1 - policy.YearMonths);
        bool isWarned = OutcomeOf(month) == MonthOutcome.Warned;
        int inARow = 0, inYear = 0;
        bool goesOn = isWarned;
        for (NaturalMonth at = month; at >= first; at = at.Before)
        {
            MonthOutcome outcome = OutcomeOf(at);
            bool counts = outcome == MonthOutcome.Warned;
            goesOn &= counts
                || (outcome == MonthOutcome.Unranked && policy.UnrankedMonth == UnrankedMonth.PassedOver);
            inARow += counts && goesOn ? 1 : 0;
            inYear += counts ? 1 : 0;
        }

        bool isReached = inARow >= policy.Consecutive || inYear >= policy.Cumulative;
        bool mayEscalate = isWarned || policy.UnwarnedMonth == UnwarnedMonth.Cumulative;
        return new WarningCount(first, inARow, inYear, isReached && mayEscalate);

        MonthOutcome OutcomeOf(NaturalMonth one) => outcomes.GetValueOrDefault(one, MonthOutcome.Unranked);
    }
}
