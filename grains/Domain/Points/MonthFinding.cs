using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>A finding in force on a natural month: the counts that it was last told with.</summary>
/// <param name="FirstDay">Day number of the month's first day.</param>
public readonly record struct MonthFinding(int FirstDay, MonthRule Rule, SupervisedMonth Counts)
{
    public void Write(EntryWriter writer)
    {
        writer.Int(FirstDay);
        writer.Byte((byte)Rule);
        writer.Int(Counts.Consecutive);
        writer.Int(Counts.Cumulative);
        writer.Int(Counts.LowTransmission);
        writer.Int(Counts.InListingWindow);
        writer.Int(Counts.TestsOver);
    }

    public static MonthFinding Read(ref EntryReader reader) => new(
        reader.Int(), (MonthRule)reader.Byte(),
        new SupervisedMonth(reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Int()));
}

/// <summary>What is found on a month. The numbers are stored.</summary>
public enum MonthRule : byte
{
    /// <summary>严重异常线索: exceedance days or days of low transmission reached their frequency.</summary>
    Serious = 0,

    /// <summary>The first condition of a listing: exceedance days.</summary>
    ListingDays = 1,

    /// <summary>Both conditions of a listing: a manual test of these days is over its limit, too.</summary>
    Listed = 2,
}
