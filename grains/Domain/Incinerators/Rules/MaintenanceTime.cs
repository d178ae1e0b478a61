using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>Seconds of CEMS maintenance in a natural quarter.</summary>
/// <param name="Seconds">In all.</param>
/// <param name="Settled">Of those, on days whose marking deadline has passed.</param>
/// <param name="Days">The days that have any, in order; empty where they are not known.</param>
public readonly record struct MaintenanceTime(long Seconds, long Settled, ValueList<MaintenanceDay> Days)
{
    public bool IsOver(BudgetPolicy policy) => MaintenanceRule.IsOver(Seconds, policy);

    /// <summary>Over by what marks change no more.</summary>
    public bool IsOverForGood(BudgetPolicy policy) => MaintenanceRule.IsOver(Settled, policy);

    public static MaintenanceTime operator +(MaintenanceTime left, MaintenanceTime right) => new(
        left.Seconds + right.Seconds,
        left.Settled + right.Settled,
        [
            .. left.Days.Concat(right.Days).GroupBy(day => day.Day).OrderBy(days => days.Key)
                .Select(days => new MaintenanceDay(days.Key, days.Sum(day => day.Seconds))),
        ]);

    public void Write(EntryWriter writer)
    {
        writer.Signed(Seconds);
        writer.Signed(Settled);
        WriteDays(writer, Days);
    }

    public static MaintenanceTime Read(ref EntryReader reader) =>
        new(reader.Signed(), reader.Signed(), ReadDays(ref reader));

    public static void WriteDays(EntryWriter writer, ValueList<MaintenanceDay> days)
    {
        writer.Unsigned((ulong)days.Count);
        foreach (MaintenanceDay day in days.AsSpan())
        {
            writer.Time(day.Day);
            writer.Signed(day.Seconds);
        }
    }

    public static ValueList<MaintenanceDay> ReadDays(ref EntryReader reader)
    {
        var days = new MaintenanceDay[reader.Count()];
        for (int i = 0; i < days.Length; i++)
            days[i] = new MaintenanceDay(reader.Time(), reader.Signed());
        return [.. days];
    }
}
