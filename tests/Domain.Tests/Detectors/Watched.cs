using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>Hours and policies for the tests of the detectors.</summary>
static class Watched
{
    public static DetectorPolicy Policy => PolicyFile.National.Detectors;

    public static BeijingTime At(int hour) =>
        BeijingTime.Of(2026, 3, 1).AddSeconds(hour * (long)BeijingTime.SecondsPerHour);

    public static PersistencePolicy Lasting(int window, int odd, int clear) =>
        new() { WindowHours = window, OddHours = odd, ClearHours = clear };

    public static HourSight Hour(Exact value, DataFlag flag = DataFlag.Normal) =>
        new() { Start = At(0), Value = value, Figure = value, Flag = flag };

    public static HourSight Nothing => new() { Start = At(0) };
}
