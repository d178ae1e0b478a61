using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>A finding in force on a natural month: the counts that it was last told with.</summary>
/// <param name="FirstDay">Day number of the month's first day.</param>
public readonly record struct MonthFinding(int FirstDay, bool IsListing, SupervisedMonth Counts)
{
    public void Write(EntryWriter writer)
    {
        writer.Int(FirstDay);
        writer.Bool(IsListing);
        writer.Int(Counts.Consecutive);
        writer.Int(Counts.Cumulative);
        writer.Int(Counts.LowTransmission);
        writer.Int(Counts.InListingWindow);
    }

    public static MonthFinding Read(ref EntryReader reader) => new(
        reader.Int(), reader.Bool(),
        new SupervisedMonth(reader.Int(), reader.Int(), reader.Int(), reader.Int()));
}
