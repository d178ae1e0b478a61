using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212;

/// <summary>Times as HJ 212 writes them: YYYYMMDDhhmmss, on the Beijing clock.</summary>
public static class AsciiTime
{
    public const int Length = 14;

    /// <summary>Reads 14 digits that name a real moment after 1970-01-01 08:00:00.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out BeijingTime time)
    {
        time = default;
        if (text.Length != Length)
            return false;
        int high = 0;
        int low = 0;
        for (int i = 0; i < 8; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit > 9)
                return false;
            high = high * 10 + digit;
        }

        for (int i = 8; i < Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit > 9)
                return false;
            low = low * 10 + digit;
        }

        int year = high / 10_000;
        int month = high / 100 % 100;
        int day = high % 100;
        int hour = low / 10_000;
        int minute = low / 100 % 100;
        int second = low % 100;
        if (year < 1970 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (hour > 23 || minute > 59 || second > 59)
            return false;
        long seconds = (DayNumber(year, month, day) * 24L + hour) * 3600 + minute * 60 + second;
        time = new BeijingTime(seconds - (long)BeijingTime.Offset.TotalSeconds);
        return time.UnixSeconds > 0;
    }

    /// <summary>Writes 14 digits.</summary>
    public static void Write(BeijingTime time, Span<byte> destination)
    {
        DateOnly date = time.Date;
        int second = time.SecondOfDay;
        WriteDigits(date.Year, destination[..4]);
        WriteDigits(date.Month, destination.Slice(4, 2));
        WriteDigits(date.Day, destination.Slice(6, 2));
        WriteDigits(second / 3600, destination.Slice(8, 2));
        WriteDigits(second / 60 % 60, destination.Slice(10, 2));
        WriteDigits(second % 60, destination.Slice(12, 2));
    }

    internal static void WriteDigits(int number, Span<byte> destination)
    {
        for (int i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + number % 10);
            number /= 10;
        }
    }

    /// <summary>Days since 1970-01-01; the year is taken to begin in March so that the leap day comes last.</summary>
    static int DayNumber(int year, int month, int day)
    {
        if (month <= 2)
            year--;
        int era = year / 400;
        int yearOfEra = year - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}
