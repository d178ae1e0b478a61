using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What a point holds live of one factor. A struct in an array: a million points have ten million of them.
/// </summary>
public struct FactorState
{
    public FactorCode Code;

    /// <summary>The newest instant, by the device's clock.</summary>
    public BeijingTime LastAt;
    public Exact Last;
    public Exact LastConverted;
    public DataFlag LastFlag;

    /// <summary>Closed hours of the newest day whose mean is over the limit.</summary>
    public byte HoursOverToday;

    /// <summary>
    /// An instant of the open hour was over the hourly limit. It holds until the hour is over, so that a value that
    /// swings about its limit does not make the level swing.
    /// </summary>
    public bool OverThisHour;

    /// <summary>Instants of the point's newest minute and of the minute before it.</summary>
    public ExactSum NewestMinute;
    public ExactSum MinuteBefore;

    public FactorMeans? Means;

    public readonly ExceedanceDays DaysOver => Means?.DaysOver ?? default;

    public readonly void Write(EntryWriter writer)
    {
        writer.Factor(Code);
        writer.Time(LastAt);
        writer.Exact(Last);
        writer.Exact(LastConverted);
        writer.Byte((byte)LastFlag);
        writer.Byte(HoursOverToday);
        writer.Bool(OverThisHour);
        NewestMinute.Write(writer);
        MinuteBefore.Write(writer);
        writer.Bool(Means is not null);
        Means?.Write(writer);
    }

    public static FactorState Read(ref EntryReader reader) => new()
    {
        Code = reader.Factor(),
        LastAt = reader.Time(),
        Last = reader.Exact(),
        LastConverted = reader.Exact(),
        LastFlag = (DataFlag)reader.Byte(),
        HoursOverToday = reader.Byte(),
        OverThisHour = reader.Bool(),
        NewestMinute = ExactSum.Read(ref reader),
        MinuteBefore = ExactSum.Read(ref reader),
        Means = reader.Bool() ? FactorMeans.Read(ref reader) : null,
    };
}
