using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>The natural days of a point that the detectors of untrue data have seen, as day numbers.</summary>
public struct WatchedDays
{
    /// <summary>The first day with data of a factor that is watched; 0 while there is none.</summary>
    public int First;

    /// <summary>The first day that is not seen yet; 0 before the first.</summary>
    public int SeenTo;

    /// <summary>The first seen day that data have come late for, to be seen again; 0 for none.</summary>
    public int Again;

    public readonly void Write(EntryWriter writer)
    {
        writer.Int(First);
        if (First == 0)
            return;
        writer.Int(SeenTo);
        writer.Int(Again);
    }

    public static WatchedDays Read(ref EntryReader reader)
    {
        var days = new WatchedDays { First = reader.Int() };
        if (days.First == 0)
            return days;
        days.SeenTo = reader.Int();
        days.Again = reader.Int();
        return days;
    }
}
