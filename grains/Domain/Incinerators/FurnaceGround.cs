using System.Globalization;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>What a furnace's level rests on. The numbers are stored; of grounds at the same time the greater is named.</summary>
public enum FurnaceCause : byte
{
    None = 0,

    /// <summary>Low temperatures that come near to a violation.</summary>
    LowSlots = 1,
    Hour = 2,

    /// <summary>Exceedance days in the month.</summary>
    Month = 3,

    /// <summary>CEMS maintenance over its budget of the quarter.</summary>
    Maintenance = 4,

    /// <summary>An hour over its limit by a sample that prevails.</summary>
    Sample = 5,
    Day = 6,

    /// <summary>More low temperatures in a day than are tolerated.</summary>
    Temperature = 7,
}

/// <summary>A ground of a furnace's level.</summary>
/// <param name="Factor">
/// The pollutant that it is about, of several the first; empty where it is about none. Nothing is told apart by it.
/// </param>
/// <param name="Window">Start of the hour, day, month or quarter.</param>
public readonly record struct FurnaceGround(FurnaceCause Cause, FactorCode Factor, BeijingTime Window)
    : ILevelGround<FurnaceGround>
{
    /// <summary>What is said of it when it is past, without figures.</summary>
    public string Past => Cause switch
    {
        FurnaceCause.LowSlots => $"low five-minute means on {Date}",
        FurnaceCause.Hour => $"{Factor} hourly mean over its limit on {Date}",
        FurnaceCause.Month => $"exceedance days in the month from {Date}",
        FurnaceCause.Maintenance => $"CEMS维护 over its budget in the quarter from {Date}",
        FurnaceCause.Sample => $"{Factor} over its hourly limit by a sample on {Date}",
        FurnaceCause.Day => $"{Factor} daily mean over its limit on {Date}",
        _ => $"more low five-minute means than are tolerated on {Date}",
    } + "; past, kept for its clean period";

    string Date => Window.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The greater cause is greater, then the newer window.</summary>
    public int CompareTo(FurnaceGround other) =>
        Cause != other.Cause ? Cause.CompareTo(other.Cause) : Window.CompareTo(other.Window);

    public void Write(EntryWriter writer)
    {
        writer.Byte((byte)Cause);
        writer.Factor(Factor);
        writer.Time(Window);
    }

    public static FurnaceGround Read(ref EntryReader reader) =>
        new((FurnaceCause)reader.Byte(), reader.Factor(), reader.Time());
}

/// <summary>A ground as it stands.</summary>
/// <param name="Until">When it is one no more, by the calendar alone.</param>
/// <param name="Reason">In words.</param>
public readonly record struct StandingGround(EscalationLevel Level, FurnaceGround Ground, BeijingTime Until, string Reason);
