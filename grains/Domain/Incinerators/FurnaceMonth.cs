using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>One natural month of a furnace: its violations, and what they lead to.</summary>
public sealed class FurnaceMonth(BeijingTime start) : IPage
{
    public PageId Id => new(PageKind.Month, start);

    public BeijingTime Start => start;

    /// <summary>End of the month, exclusive.</summary>
    public BeijingTime End => EndFor(start);

    public bool IsDirty { get; set; }

    public MonthViolations Violations { get; private set; } = new(start);

    public OwnFindings Own { get; init; } = new();

    public static BeijingTime StartFor(BeijingTime time)
    {
        DateOnly date = time.Date;
        return BeijingTime.StartOf(BeijingTime.DayNumberOf(new DateOnly(date.Year, date.Month, 1)));
    }

    /// <summary>End of the month that starts then, exclusive.</summary>
    public static BeijingTime EndFor(BeijingTime start) =>
        BeijingTime.StartOf(BeijingTime.DayNumberOf(start.Date.AddMonths(1)));

    /// <param name="day">Any time of the day.</param>
    /// <param name="isJudged">Both its temperatures and its emission have a verdict.</param>
    /// <param name="isCold">Its low temperatures are a violation.</param>
    /// <param name="meansOver">Its daily means over their limits.</param>
    public void Mark(BeijingTime day, bool isJudged, bool isCold, int meansOver) =>
        Violations = Violations.With(day.Date.Day, isJudged, isCold, meansOver);

    public void Write(EntryWriter writer)
    {
        Violations.Write(writer);
        Own.Write(writer);
    }

    public static FurnaceMonth Read(ref EntryReader reader)
    {
        var violations = MonthViolations.Read(ref reader);
        return new FurnaceMonth(violations.Start) { Violations = violations, Own = OwnFindings.Read(ref reader) };
    }
}
