using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>What came of one factor for one hour, in minutes of the hour.</summary>
/// <param name="OnTime">Of those received, how many came on time.</param>
/// <param name="OnTimeValid">Of those on time, how many are valid.</param>
/// <param name="Stopped">Minutes marked off (F): nothing is expected of them.</param>
/// <param name="IsOfMinutes">Counted from minute records, which a mean of the hour does not overrule.</param>
public readonly record struct HourCount(
    byte Received, byte Valid, byte OnTime, byte OnTimeValid, byte Stopped, bool IsOfMinutes)
{
    const byte WholeHour = 60;

    public bool IsSet => Received > 0 || Stopped > 0;

    /// <summary>An hour that counts as a whole.</summary>
    public static HourCount Whole(bool isStopped, bool isValid, bool isOnTime)
    {
        if (isStopped)
            return new HourCount { Stopped = WholeHour };
        byte valid = isValid ? WholeHour : (byte)0;
        return new HourCount(WholeHour, valid, isOnTime ? WholeHour : (byte)0, isOnTime ? valid : (byte)0, 0, false);
    }

    public void Write(EntryWriter writer)
    {
        writer.Byte(Received);
        writer.Byte(Valid);
        writer.Byte(OnTime);
        writer.Byte(OnTimeValid);
        writer.Byte(Stopped);
        writer.Bool(IsOfMinutes);
    }

    public static HourCount Read(ref EntryReader reader) => new(
        reader.Byte(), reader.Byte(), reader.Byte(), reader.Byte(), reader.Byte(), reader.Bool());
}
