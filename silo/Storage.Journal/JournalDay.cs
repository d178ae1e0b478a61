namespace Qianliyan.Storage.Journal;

/// <summary>
/// Beijing natural days (UTC+8, no daylight saving) of arrival times. Storage knows no other calendar.
/// </summary>
public static class JournalDay
{
    const long OffsetMs = 8 * 3_600_000L;
    const long DayMs = 86_400_000L;
    static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <param name="arrivalMs">Unix milliseconds UTC.</param>
    public static DateOnly Of(long arrivalMs)
    {
        var shifted = arrivalMs + OffsetMs;
        var days = (shifted / DayMs) - (shifted % DayMs < 0 ? 1 : 0);
        return DateOnly.FromDayNumber(EpochDay + (int)days);
    }
}
