using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>Ways in which data become untrue, put into the hours of a range.</summary>
static class Faults
{
    /// <summary>The value of the first hour that has one stands still.</summary>
    public static void Freeze(HourSight[] hours, Range range, RealMonth month, Chance chance)
    {
        Exact held = default;
        Each(hours, range, (in HourSight hour) =>
        {
            if (!held.HasValue && hour.Value.Mantissa > 0)
                held = hour.Value;
            return held.HasValue && hour.Value.HasValue ? With(hour, held) : hour;
        });
    }

    /// <summary>Zero, with the drift of an instrument that measures nothing.</summary>
    public static void Zero(HourSight[] hours, Range range, RealMonth month, Chance chance) =>
        Each(hours, range, (in HourSight hour) => hour.Value.HasValue
            ? With(hour, Rounded((double)month.RangeTop * chance.Between(-0.001, 0.0008), month))
            : hour);

    /// <summary>
    /// True emission so high that most hours are over the limit; each of those is shown just below it.
    /// </summary>
    public static void Clip(HourSight[] hours, Range range, RealMonth month, Chance chance)
    {
        Exact[] shown = [.. hours[range].Select(hour => hour.Value).Where(value => value.HasValue).Order()];
        double limit = (double)month.Limit;
        double times = chance.Between(1.15, 1.5) * limit / Math.Max(0.01, (double)shown[shown.Length / 2].Value);
        Each(hours, range, (in HourSight hour) => hour.Value.HasValue
            ? With(hour, Rounded(
                Math.Min((double)hour.Value.Value * times, limit * chance.Between(0.955, 0.999)), month))
            : hour);
    }

    /// <summary>The level changes at once to some times itself, or to a part.</summary>
    public static void Step(HourSight[] hours, Range range, RealMonth month, Chance chance) =>
        Scale(hours, range, month, chance.Happens(0.5) ? chance.Between(3.0, 6.0) : chance.Between(0.1, 0.25));

    /// <summary>The slope of the instrument is set to some other.</summary>
    public static void Slope(HourSight[] hours, Range range, RealMonth month, Chance chance) =>
        Scale(hours, range, month, chance.Happens(0.7) ? chance.Between(0.4, 0.65) : chance.Between(1.6, 2.2));

    /// <summary>One outlet far from its like.</summary>
    public static void Gap(HourSight[] hours, Range range, RealMonth month, Chance chance) =>
        Scale(hours, range, month, chance.Happens(0.7) ? chance.Between(0.15, 0.35) : chance.Between(3.0, 5.0));

    /// <summary>Most or all of the hours are lost.</summary>
    public static void Lose(HourSight[] hours, Range range, RealMonth month, Chance chance)
    {
        double share = chance.Between(0.8, 1.0);
        Each(hours, range, (in HourSight hour) => chance.Happens(share)
            ? hour with { Value = default, Figure = default, Flag = DataFlag.None }
            : hour);
    }

    /// <summary>Over the measuring range, or at its end with flag T.</summary>
    public static void Exceed(HourSight[] hours, Range range, RealMonth month, Chance chance)
    {
        bool isFlagged = chance.Happens(0.5);
        double top = (double)month.RangeTop;
        Each(hours, range, (in HourSight hour) => !hour.Value.HasValue || chance.Happens(0.2) ? hour
            : isFlagged ? With(hour, month.RangeTop) with { Flag = DataFlag.OverRange }
            : With(hour, Rounded(top * chance.Between(1.001, 1.3), month)));
    }

    /// <summary>Marked stopped; the plant goes on.</summary>
    public static void MarkStopped(HourSight[] hours, Range range, RealMonth month, Chance chance) =>
        Each(hours, range, static (in HourSight hour) => hour with { IsMarkedStopped = true, Flag = DataFlag.Off });

    /// <summary>Oxygen is shown some points too low, so that converted values are small, or stands in air.</summary>
    public static void ShiftOxygen(HourSight[] hours, Range range, RealMonth month, Chance chance)
    {
        bool isAir = chance.Happens(0.3);
        double points = chance.Between(2.5, 5.0);
        Each(hours, range, (in HourSight hour) => hour with
        {
            Oxygen = Exact.From(decimal.Round((decimal)(isAir
                ? chance.Between(20.0, 20.9)
                : Math.Max(1, (double)hour.Oxygen.Value - points)), 2)),
        });
    }

    /// <summary>Nearly every hour over the limit is marked, and hardly another.</summary>
    public static void MarkExceedances(HourSight[] hours, Range range, RealMonth month, Chance chance) =>
        Each(hours, range, (in HourSight hour) => hour with
        {
            IsMarked = hour.Figure > hour.Limit ? chance.Happens(0.95) : chance.Happens(0.003),
        });

    delegate HourSight Change(in HourSight hour);

    static void Each(HourSight[] hours, Range range, Change change)
    {
        for (int i = range.Start.Value; i < range.End.Value; i++)
            hours[i] = change(in hours[i]);
    }

    static void Scale(HourSight[] hours, Range range, RealMonth month, double times) =>
        Each(hours, range, (in HourSight hour) => hour.Value.HasValue
            ? With(hour, Rounded((double)hour.Value.Value * times, month))
            : hour);

    public static HourSight With(HourSight hour, Exact value) => hour with { Value = value, Figure = value };

    public static Exact Rounded(double value, RealMonth month) =>
        Exact.From(decimal.Round((decimal)value, month.Digits));
}
