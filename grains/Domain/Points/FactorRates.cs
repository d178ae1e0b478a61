using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>The transmission counts of a factor: of its newest settled day and of that day's month so far.</summary>
public struct FactorRates
{
    /// <summary>Day number of <see cref="Day"/>; 0 before the first.</summary>
    public int DayNumber;
    public TransmissionCounts Day;

    /// <summary>Months since year 0; days of other months do not go into <see cref="Month"/>.</summary>
    public int MonthNumber;
    public TransmissionCounts Month;

    /// <summary>Takes a day's counts in place of those it had.</summary>
    public void Take(int day, int month, TransmissionCounts before, TransmissionCounts now)
    {
        if (month > MonthNumber)
            (MonthNumber, Month) = (month, default);
        if (month == MonthNumber)
            Month += now - before;
        if (day >= DayNumber)
            (DayNumber, Day) = (day, now);
    }

    public readonly void Write(EntryWriter writer)
    {
        writer.Int(DayNumber);
        Day.Write(writer);
        writer.Int(MonthNumber);
        Month.Write(writer);
    }

    public static FactorRates Read(ref EntryReader reader) => new()
    {
        DayNumber = reader.Int(),
        Day = TransmissionCounts.Read(ref reader),
        MonthNumber = reader.Int(),
        Month = TransmissionCounts.Read(ref reader),
    };
}
