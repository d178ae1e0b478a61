using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// 炉温 (MEE Order 10, art. 11): five-minute means below 850 degrees in normal operation; the sixth of a furnace and
/// natural day is the violation. Slots under a mark that ends the duty are left out.
/// </summary>
public static class TemperatureRule
{
    /// <param name="day">Start of the day.</param>
    /// <param name="marks">The marks that have effect on the day.</param>
    /// <param name="isOver">The day is over, so that what is missing stays missing.</param>
    public static SlotCount Count(
        TemperatureSlots slots, BeijingTime day, IReadOnlyList<Mark> marks, bool isOver, FurnacePolicy policy)
    {
        SlotMarkPolicy temp = policy.Temp;
        Mark[] exempting = [.. marks.Where(mark => temp.ExemptMarks.Contains(mark.Code))];
        int seconds = policy.SlotMinutes * BeijingTime.SecondsPerMinute;
        int low = 0, exempt = 0, missing = 0;
        for (int slot = 0; slot < BeijingTime.SecondsPerDay / seconds; slot++)
        {
            decimal? celsius = slots.At(slot);
            missing += celsius is null ? 1 : 0;
            bool isLow = celsius is null
                ? isOver && temp.Missing == MissingSlots.Low
                : celsius < policy.MinimumCelsius;
            if (!isLow)
                continue;
            BeijingTime start = day.AddSeconds(slot * seconds);
            bool isExempt = exempting.Length > 0
                && MarkedTime.Covers(exempting, start, start.AddSeconds(seconds), temp.SlotCover);
            low += isExempt ? 0 : 1;
            exempt += isExempt ? 1 : 0;
        }

        return new SlotCount(low, exempt, missing, low > policy.ToleratedLowSlots);
    }
}

/// <summary>The low slots of a furnace and natural day.</summary>
/// <param name="Low">That count against the plant.</param>
/// <param name="Exempt">Low, but under a mark that ends the duty.</param>
/// <param name="Missing">Without a valid mean, of 288.</param>
/// <param name="IsViolated">More than are tolerated.</param>
public readonly record struct SlotCount(int Low, int Exempt, int Missing, bool IsViolated);
