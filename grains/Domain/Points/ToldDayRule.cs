namespace Qianliyan.Domain.Points;

/// <summary>
/// A daily mean that the device tells (CN 2031) has in it what marks exempt or make void. Where the hours of the day are
/// known the mean of the others is judged in its place (修正值). Where they are not, nothing can be taken out of it: it
/// stands, unless the marks leave fewer hours than a day needs.
/// </summary>
public static class ToldDayRule
{
    const int HoursPerDay = 24;

    /// <param name="marked">Hours of the day that marks exempt or make void.</param>
    /// <param name="known">Hours that are marked or have a valid mean.</param>
    /// <param name="dayHours">Valid hours that a day needs (means.dayHours).</param>
    public static bool Stands(int marked, int known, int dayHours) =>
        known < dayHours && HoursPerDay - marked >= dayHours;
}
