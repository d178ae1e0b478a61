using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// 依据设备标记规则标记为无效的自动监测数据，不作为判定的依据 (marking rule 2022-21, art. 6(1)): an hour under a mark that
/// voids does not count. Marks of the link explain that nothing came (不参与 of API V1.6, 2.6).
/// </summary>
public static class MarkRules
{
    /// <summary>The hours of a natural day that marks make void for a factor, a bit each.</summary>
    /// <param name="effective">The marks that have effect on the day.</param>
    public static uint VoidHours(List<Mark> effective, BeijingTime day, FactorCode factor, PointMarkPolicy policy) =>
        HoursUnder(Of(effective, factor, policy.VoidCodes), day, policy);

    /// <summary>The marks that make void what is measured of a factor.</summary>
    /// <param name="effective">The marks that have effect on the day.</param>
    public static List<Mark> Voiding(List<Mark> effective, FactorCode factor, PointMarkPolicy policy) =>
        Of(effective, factor, policy.VoidCodes);

    /// <summary>The seconds of each hour of a natural day under marks that make void what is measured of a factor.</summary>
    /// <param name="effective">The marks that have effect on the day.</param>
    public static int[] VoidSeconds(List<Mark> effective, BeijingTime day, FactorCode factor, PointMarkPolicy policy) =>
        SecondsUnder(Of(effective, factor, policy.VoidCodes), day);

    /// <summary>
    /// The marks under which what a factor shows, or fails to show, grounds no lead. A sample of the authority is none of
    /// them: it says nothing of the equipment.
    /// </summary>
    /// <param name="effective">The marks that have effect on the day.</param>
    public static List<Mark> Excusing(List<Mark> effective, FactorCode factor, DetectorPolicy policy) =>
        Of(effective, factor, policy.MarkCodes).FindAll(mark => mark.Sample?.Purpose != SamplePurpose.Enforcement);

    /// <summary>The hours of a natural day under any of the marks, a bit each.</summary>
    public static uint HoursUnder(List<Mark> marks, BeijingTime day, PointMarkPolicy policy)
    {
        uint hours = 0;
        for (int hour = 0; marks.Count > 0 && hour < FactorDay.Hours; hour++)
        {
            BeijingTime start = day.AddSeconds(hour * BeijingTime.SecondsPerHour);
            if (MarkedTime.Covers(marks, start, start.AddSeconds(BeijingTime.SecondsPerHour), policy.HourOverlap))
                hours |= 1u << hour;
        }

        return hours;
    }

    /// <summary>The whole minutes of each hour of a natural day for which marks explain that nothing came.</summary>
    /// <returns>Empty when there are none.</returns>
    public static byte[] ExcusedMinutes(
        List<Mark> effective, BeijingTime day, FactorCode factor, PointMarkPolicy policy) =>
        MinutesUnder(Of(effective, factor, policy.ExcusedCodes), day);

    /// <summary>The whole minutes of each hour of a natural day in which the furnace stood still.</summary>
    /// <param name="effective">The marks of the furnace that have effect on the day.</param>
    /// <returns>Empty when there are none.</returns>
    public static byte[] StoppedMinutes(List<Mark> effective, BeijingTime day, PointMarkPolicy policy) =>
        MinutesUnder(effective.FindAll(mark => policy.StoppedCodes.Contains(mark.Code)), day);

    static byte[] MinutesUnder(List<Mark> marks, BeijingTime day) => marks.Count == 0
        ? []
        : [.. SecondsUnder(marks, day).Select(seconds => (byte)(seconds / BeijingTime.SecondsPerMinute))];

    static int[] SecondsUnder(List<Mark> marks, BeijingTime day)
    {
        var seconds = new int[FactorDay.Hours];
        for (int hour = 0; marks.Count > 0 && hour < FactorDay.Hours; hour++)
        {
            BeijingTime start = day.AddSeconds(hour * BeijingTime.SecondsPerHour);
            seconds[hour] = (int)MarkedTime.Seconds(marks, start, start.AddSeconds(BeijingTime.SecondsPerHour));
        }

        return seconds;
    }

    /// <summary>A mark that names no pollutant is about all.</summary>
    static List<Mark> Of(List<Mark> effective, FactorCode factor, ValueList<MarkCode> codes)
    {
        var found = new List<Mark>();
        foreach (Mark mark in effective)
        {
            if ((mark.Factor.IsEmpty || mark.Factor == factor) && codes.Contains(mark.Code))
                found.Add(mark);
        }

        return found;
    }
}
