using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>The natural days of a furnace or plant, as they are judged.</summary>
public interface IComplianceDays
{
    /// <summary>Number of the newest day with a violation; 0 without one.</summary>
    int NewestViolation { get; }

    /// <param name="day">By its number.</param>
    DayCompliance Of(int day);

    /// <summary>Start of the day whose violations cancel the month: <see cref="SubsidyRule.CancelledOn"/>.</summary>
    /// <param name="month">Start of a month that is cancelled.</param>
    BeijingTime CancelledOn(BeijingTime month, SubsidyPolicy policy);
}
