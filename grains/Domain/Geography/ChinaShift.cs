namespace Qianliyan.Domain.Geography;

/// <summary>
/// The GCJ-02 shift as it is publicly known: a polynomial with sine terms around 105 E, 35 N, scaled to degrees on the
/// Krasovsky ellipsoid. It applies inside the box 72.004-137.8347 E, 0.8293-55.8271 N and nowhere else.
/// </summary>
static class ChinaShift
{
    const double SemiMajorAxis = 6_378_245.0;
    const double EccentricitySquared = 0.006_693_421_622_965_943;
    const double Converged = 1e-10;
    const int MostRounds = 30;

    public static Gcj02 ToGcj02(Wgs84 position)
    {
        if (!Applies(position.Longitude, position.Latitude))
            return new Gcj02(position.Longitude, position.Latitude);
        (double east, double north) = Shift(position.Longitude, position.Latitude);
        return new Gcj02(position.Longitude + east, position.Latitude + north);
    }

    /// <summary>
    /// The shift has no closed inverse; it changes slowly, so a fixed-point iteration gains two digits a round.
    /// </summary>
    public static Wgs84 ToWgs84(Gcj02 position)
    {
        if (!Applies(position.Longitude, position.Latitude))
            return new Wgs84(position.Longitude, position.Latitude);
        double longitude = position.Longitude;
        double latitude = position.Latitude;
        for (int round = 0; round < MostRounds; round++)
        {
            (double east, double north) = Shift(longitude, latitude);
            double eastward = position.Longitude - east - longitude;
            double northward = position.Latitude - north - latitude;
            longitude += eastward;
            latitude += northward;
            if (Math.Abs(eastward) < Converged && Math.Abs(northward) < Converged)
                break;
        }

        return new Wgs84(longitude, latitude);
    }

    static bool Applies(double longitude, double latitude) =>
        longitude is >= 72.004 and <= 137.8347 && latitude is >= 0.8293 and <= 55.8271;

    static (double East, double North) Shift(double longitude, double latitude)
    {
        double x = longitude - 105;
        double y = latitude - 35;
        double common = (20 * Math.Sin(6 * x * Math.PI) + 20 * Math.Sin(2 * x * Math.PI)) * 2 / 3;
        double root = Math.Sqrt(Math.Abs(x));
        double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
            + (20 * Math.Sin(y * Math.PI) + 40 * Math.Sin(y / 3 * Math.PI)) * 2 / 3
            + (160 * Math.Sin(y / 12 * Math.PI) + 320 * Math.Sin(y * Math.PI / 30)) * 2 / 3;
        double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
            + (20 * Math.Sin(x * Math.PI) + 40 * Math.Sin(x / 3 * Math.PI)) * 2 / 3
            + (150 * Math.Sin(x / 12 * Math.PI) + 300 * Math.Sin(x / 30 * Math.PI)) * 2 / 3;

        double radians = double.DegreesToRadians(latitude);
        double sine = Math.Sin(radians);
        double magic = 1 - EccentricitySquared * sine * sine;
        double meridian = SemiMajorAxis * (1 - EccentricitySquared) / (magic * Math.Sqrt(magic));
        double parallel = SemiMajorAxis / Math.Sqrt(magic) * Math.Cos(radians);
        return (double.RadiansToDegrees(east / parallel), double.RadiansToDegrees(north / meridian));
    }
}
