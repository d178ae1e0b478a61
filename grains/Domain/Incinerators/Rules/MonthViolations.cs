using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// The violations of a furnace in one natural month, day by day, so that corrections count right. Days are bits, the first
/// of the month the lowest.
/// </summary>
/// <param name="Start">Start of the month.</param>
[GenerateSerializer, Immutable, Alias("qly.MonthViolations")]
public sealed record MonthViolations([property: Id(0)] BeijingTime Start)
{
    const int MostDays = 31;

    const uint MostBits = (1u << MostDays) - 1;

    /// <summary>Days on which both temperatures and emission have a verdict.</summary>
    [Id(1)]
    public uint Judged { get; init; }

    /// <summary>Days with more low temperatures than are tolerated.</summary>
    [Id(2)]
    public uint Temperature { get; init; }

    /// <summary>Days with a daily mean over its limit.</summary>
    [Id(3)]
    public uint Emission { get; init; }

    /// <summary>Daily means over their limits, on each of the days of <see cref="Emission"/> in order.</summary>
    [Id(4)]
    public ValueList<byte> MeansOver { get; init; }

    public ViolationCounts Counts => Through(MostDays);

    /// <summary>Start of the last day with a violation; not set without one.</summary>
    public BeijingTime LastViolation => (Temperature | Emission) is not 0 and var days
        ? DayOf(BitOperations.Log2(days))
        : default;

    /// <summary>The days with a daily mean over its limit, by their number in the month.</summary>
    public IEnumerable<int> EmissionDates => DatesOf(Emission);

    /// <summary>The days with a temperature violation, by their number in the month.</summary>
    public IEnumerable<int> TemperatureDates => DatesOf(Temperature);

    /// <param name="date">Number of the day in the month.</param>
    public DayCompliance ComplianceOn(int date)
    {
        uint bit = 1u << (date - 1);
        return ((Temperature | Emission) & bit) != 0 ? DayCompliance.Violated
            : (Judged & bit) != 0 ? DayCompliance.Compliant
            : DayCompliance.NoVerdict;
    }

    /// <summary>The daily means over their limits on a day, by its number in the month.</summary>
    public int MeansOverOn(int date)
    {
        uint bit = 1u << (date - 1);
        return (Emission & bit) == 0 ? 0 : MeansOver[BitOperations.PopCount(Emission & (bit - 1))];
    }

    /// <summary>The violations up to a day and with it, by its number in the month; 0 for none.</summary>
    public ViolationCounts Through(int date)
    {
        uint mask = (1u << date) - 1;
        int days = BitOperations.PopCount(Emission & mask);
        int means = 0;
        foreach (byte over in MeansOver.AsSpan()[..days])
            means += over;
        return new ViolationCounts(
            days, means, BitOperations.PopCount(Temperature & mask), BitOperations.PopCount((Emission | Temperature) & mask));
    }

    /// <summary>The month with a day judged as it stands now.</summary>
    /// <param name="date">Number of the day in the month.</param>
    /// <param name="isJudged">Both its temperatures and its emission have a verdict.</param>
    /// <param name="isCold">Its low temperatures are a violation.</param>
    /// <param name="meansOver">Its daily means over their limits.</param>
    public MonthViolations With(int date, bool isJudged, bool isCold, int meansOver)
    {
        uint bit = 1u << (date - 1);
        if (((Judged & bit) != 0, (Temperature & bit) != 0, MeansOverOn(date)) == (isJudged, isCold, meansOver))
            return this;
        uint emission = meansOver > 0 ? Emission | bit : Emission & ~bit;
        return this with
        {
            Judged = isJudged ? Judged | bit : Judged & ~bit,
            Temperature = isCold ? Temperature | bit : Temperature & ~bit,
            Emission = emission,
            MeansOver = [.. DatesOf(emission).Select(day => day == date ? (byte)meansOver : (byte)MeansOverOn(day))],
        };
    }

    /// <summary>Start of the first day that another version of the month says otherwise of; not set where none is.</summary>
    public BeijingTime FirstChange(MonthViolations other)
    {
        for (int date = 1; date <= MostDays; date++)
        {
            uint bit = 1u << (date - 1);
            bool isSame = (((Judged ^ other.Judged) | (Temperature ^ other.Temperature)) & bit) == 0
                && MeansOverOn(date) == other.MeansOverOn(date);
            if (!isSame)
                return DayOf(date - 1);
        }

        return default;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(Start);
        writer.Unsigned(Judged);
        writer.Unsigned(Temperature);
        writer.Unsigned(Emission);
        foreach (byte over in MeansOver)
            writer.Byte(over);
    }

    public static MonthViolations Read(ref EntryReader reader)
    {
        var month = new MonthViolations(reader.Time())
        {
            Judged = (uint)reader.UnsignedUpTo(MostBits),
            Temperature = (uint)reader.UnsignedUpTo(MostBits),
            Emission = (uint)reader.UnsignedUpTo(MostBits),
        };
        var means = new byte[BitOperations.PopCount(month.Emission)];
        for (int i = 0; i < means.Length; i++)
            means[i] = reader.Byte();
        return month with { MeansOver = [.. means] };
    }

    BeijingTime DayOf(int index) => Start.AddSeconds((long)index * BeijingTime.SecondsPerDay);

    static IEnumerable<int> DatesOf(uint days) =>
        Enumerable.Range(1, MostDays).Where(day => (days & (1u << (day - 1))) != 0);
}
