using System.Globalization;

namespace Qianliyan.Domain.Time;

/// <summary>A natural month (自然月) on the Beijing calendar.</summary>
/// <param name="Number">Months since January of the year 0.</param>
public readonly record struct NaturalMonth(int Number) : IComparable<NaturalMonth>
{
    const int MonthsPerYear = 12;

    public int Year => Number / MonthsPerYear;

    /// <summary>1 to 12.</summary>
    public int OfYear => Number % MonthsPerYear + 1;

    public BeijingTime Start => BeijingTime.Of(Year, OfYear, 1);

    /// <summary>The first instant of the next month.</summary>
    public BeijingTime End => Add(1).Start;

    public int Hours => (int)((End.UnixSeconds - Start.UnixSeconds) / BeijingTime.SecondsPerHour);

    public NaturalMonth Before => Add(-1);

    public NaturalMonth YearBefore => Add(-MonthsPerYear);

    public NaturalMonth YearAfter => Add(MonthsPerYear);

    public NaturalMonth FirstOfYear => new(Year * MonthsPerYear);

    /// <summary>The month that holds an instant.</summary>
    public static NaturalMonth Of(BeijingTime time) => new(time.Date.Year * MonthsPerYear + time.Date.Month - 1);

    public NaturalMonth Add(int months) => new(Number + months);

    public int CompareTo(NaturalMonth other) => Number.CompareTo(other.Number);

    /// <summary>Such as <c>2026-03</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{OfYear:D2}");

    public static bool operator <(NaturalMonth left, NaturalMonth right) => left.Number < right.Number;
    public static bool operator >(NaturalMonth left, NaturalMonth right) => left.Number > right.Number;
    public static bool operator <=(NaturalMonth left, NaturalMonth right) => left.Number <= right.Number;
    public static bool operator >=(NaturalMonth left, NaturalMonth right) => left.Number >= right.Number;
}
