using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Points;

/// <summary>The instants of one factor in one hour.</summary>
public struct InstantSums
{
    public ExactSum Values;
    public ExactSum Converted;

    /// <summary>One bit for each minute of the hour with a valid instant.</summary>
    public ulong MinutesCovered;

    public readonly int ValidMinutes => BitOperations.PopCount(MinutesCovered);

    public void Add(int minute, Exact value, Exact converted, bool isValid)
    {
        if (!isValid)
        {
            Values.AddVoid();
            return;
        }

        Values.Add(value);
        if (converted.HasValue)
            Converted.Add(converted);
        MinutesCovered |= 1UL << minute;
    }

    public readonly void Write(EntryWriter writer)
    {
        Values.Write(writer);
        Converted.Write(writer);
        writer.Unsigned(MinutesCovered);
    }

    public static InstantSums Read(ref EntryReader reader) => new()
    {
        Values = ExactSum.Read(ref reader),
        Converted = ExactSum.Read(ref reader),
        MinutesCovered = reader.Unsigned(),
    };
}
