using System.Globalization;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Electricity;

/// <summary>
/// The natural days before one that teach what is usual: as many as the policy asks for, past those that must not teach,
/// as far back as it reaches. What an order cut, or what idled, would else become the usual that it is held against.
/// </summary>
/// <param name="Days">Numbers of the days that teach, the newest first; a day without data is among them.</param>
/// <param name="Skipped">Days that lie between them and must not teach, the newest first, and why.</param>
public sealed record LearningDays(IReadOnlyList<int> Days, IReadOnlyList<SkippedDay> Skipped)
{
    /// <param name="causeOf">Why a day must not teach; null of one that may.</param>
    public static LearningDays Before(BeijingTime day, LearnedBaseline policy, Func<int, string?> causeOf)
    {
        List<int> days = [];
        List<SkippedDay> skipped = [];
        int first = day.DayNumber;
        for (int before = 1; before <= policy.ReachDays && days.Count < policy.Days; before++)
        {
            if (causeOf(first - before) is { } cause)
                skipped.Add(new SkippedDay(first - before, cause));
            else
                days.Add(first - before);
        }

        return new LearningDays(days, skipped);
    }

    /// <summary>Number of the day farthest back that was looked at.</summary>
    public int Earliest => Math.Min(
        Days.Count > 0 ? Days[^1] : int.MaxValue, Skipped.Count > 0 ? Skipped[^1].Day : int.MaxValue);

    /// <summary>Which days were skipped and why, in order of time, in words that follow others; empty where none was.</summary>
    public string Words
    {
        get
        {
            var spans = new List<(int First, int Last, string Cause)>();
            foreach ((int day, string cause) in Skipped.Reverse())
            {
                if (spans.Count > 0 && spans[^1].Last == day - 1 && spans[^1].Cause == cause)
                    spans[^1] = spans[^1] with { Last = day };
                else
                    spans.Add((day, day, cause));
            }

            return spans.Count == 0
                ? ""
                : $"; the baseline is learnt without {string.Join(", ", spans.Select(
                    span => $"{Span(span.First, span.Last)} ({span.Cause})"))}";
        }
    }

    static string Span(int first, int last) =>
        first == last ? DateOf(first) : $"{DateOf(first)} to {DateOf(last)}";

    static string DateOf(int day) =>
        BeijingTime.StartOf(day).Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Day">Number of the natural day.</param>
/// <param name="Cause">Why it teaches nothing: an order, or what was found on the device.</param>
public readonly record struct SkippedDay(int Day, string Cause);
