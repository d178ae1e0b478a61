using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Incinerators;

/// <summary>What a furnace's level needs to know of a day when the page of the day is not in memory.</summary>
/// <param name="Received">Five-minute slots with a valid mean.</param>
/// <param name="Void">Slots whose mean came with a flag that voids it.</param>
/// <param name="Low">Slots strictly below the minimum and under no mark that ends the duty.</param>
/// <param name="IsViolated">A finding on the low slots is in force.</param>
/// <param name="DaysOver">Daily means over their limits.</param>
/// <param name="DayFactor">The first factor of them.</param>
/// <param name="HoursOver">Hourly means over their limits.</param>
/// <param name="HourFactor">The first factor of them.</param>
public readonly record struct DaySummary(
    int Received,
    int Void,
    int Low,
    bool IsViolated,
    int DaysOver,
    FactorCode DayFactor,
    int HoursOver,
    FactorCode HourFactor)
{
    public static DaySummary Of(FurnaceDay day, PointId? registered, int low)
    {
        TemperatureSlots slots = day.Temperatures(registered);
        return new DaySummary(
            slots.Received,
            slots.Void,
            low,
            day.Own.First(FurnaceRules.Temperature) is not null,
            day.Own.CountOf(FurnaceRules.DayLimit),
            day.Own.First(FurnaceRules.DayLimit)?.Factor ?? default,
            day.Findings.CountOf(FurnaceRules.HourLimit),
            FirstFactor(day));
    }

    public void Write(EntryWriter writer)
    {
        writer.Int(Received);
        writer.Int(Void);
        writer.Int(Low);
        writer.Bool(IsViolated);
        writer.Int(DaysOver);
        writer.Factor(DayFactor);
        writer.Int(HoursOver);
        writer.Factor(HourFactor);
    }

    public static DaySummary Read(ref EntryReader reader) =>
        new(
            reader.Int(),
            reader.Int(),
            reader.Int(),
            reader.Bool(),
            reader.Int(),
            reader.Factor(),
            reader.Int(),
            reader.Factor());

    static FactorCode FirstFactor(FurnaceDay day)
    {
        foreach (Finding finding in day.Findings.InForce)
        {
            if (finding.Rule == FurnaceRules.HourLimit)
                return finding.Factor;
        }

        return default;
    }
}
