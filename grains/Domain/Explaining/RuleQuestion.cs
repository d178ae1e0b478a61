using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Explaining;

/// <summary>What somebody asks the rules of a twin.</summary>
/// <param name="Rule">Name of a rule; empty for all of them.</param>
/// <param name="Factor">A factor; empty for all that a rule judges.</param>
/// <param name="Time">Any time in the hour or natural day asked about.</param>
/// <param name="IsOfHour">The question is about that hour, not about the natural day as a whole.</param>
public sealed record RuleQuestion(string Rule, FactorCode Factor, BeijingTime Time, bool IsOfHour)
{
    /// <summary>When it is asked, or as of when; not set where the twin's own clock alone counts.</summary>
    public BeijingTime AskedAt { get; init; }

    public BeijingTime Day => Time.StartOfDay;

    public BeijingTime DayEnd => Day.AddSeconds(BeijingTime.SecondsPerDay);

    /// <summary>Whether the natural day was over when it was asked about, be it known to the twin or not.</summary>
    public bool IsOfPastDay => AskedAt.IsSet && DayEnd <= AskedAt;

    /// <summary>What stands before the words about a day that is not over for the twin.</summary>
    public string SoFar => IsOfPastDay
        ? "the day is over, and is judged when the twin hears of a later one; so far "
        : "the day is not over; so far ";

    /// <summary>
    /// The hours that a rule on hours answers for: the one asked about; of a day all 24 where the rule is named, none
    /// where all rules are asked.
    /// </summary>
    public IEnumerable<BeijingTime> Hours => IsOfHour ? [Time.StartOfHour]
        : Rule.Length == 0 ? []
        : Enumerable.Range(0, BeijingTime.HoursPerDay).Select(hour => Day.AddSeconds(hour * BeijingTime.SecondsPerHour));

    public bool Asks(string rule) => Rule.Length == 0 || Rule == rule;

    public bool Asks(FactorCode factor) => Factor.IsEmpty || Factor == factor;
}
