using System.Buffers;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// What a registered value must satisfy. Every rule answers with the reason it refuses, or with null.
/// </summary>
public static class RegistryRules
{
    static readonly SearchValues<char> EndsOfFields = SearchValues.Create(";,&\r\n");

    /// <summary>Minutes per minute-data interval where a file names none (HJ 212-2017 table 4).</summary>
    public const int DefaultMinuteInterval = 10;

    /// <summary>HJ 212-2017 table 4, MinInterval: a divisor of the hour up to 30 minutes.</summary>
    public static string? MinuteInterval(int minutes) =>
        minutes is >= 1 and <= 30 && 60 % minutes == 0
            ? null
            : "is not one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 minutes";

    /// <summary>
    /// The conversion divides by 21 minus the oxygen, so the reference lies below 21 % (HJ 212-2017 annex D).
    /// </summary>
    public static string? ReferenceOxygen(Exact percent) =>
        percent > 0m && percent < 21m ? null : "is not between 0 and 21 percent";

    /// <summary>A PW that no frame can carry would shut its device out for ever.</summary>
    public static string? Password(string password) =>
        password.AsSpan().IndexOfAny(EndsOfFields) >= 0
            ? "holds one of ; , & or a line end, which a frame cannot carry"
            : null;

    /// <summary>Points, enterprises, furnaces and cells lie in a county, or at least in a city.</summary>
    public static string? Place(RegionCode region) =>
        region.City is not null ? null : "is a whole province or the nation; a county or city is needed";

    public static string? Location(Wgs84 location)
    {
        if (double.IsNaN(location.Longitude) || double.IsNaN(location.Latitude))
            return "is not a number";
        if (location is { Longitude: 0, Latitude: 0 })
            return "is 0,0, which devices send for an unknown position";
        if (location.IsInChina)
            return null;
        return new Wgs84(location.Latitude, location.Longitude).IsInChina
            ? "lies outside China; longitude and latitude seem to be swapped"
            : "lies outside China";
    }

    /// <summary>
    /// A published limit of zero means "not known" (限值未知): every reading would exceed it. A limit below zero is kept
    /// for a temperature only.
    /// </summary>
    public static bool IsUnknownLimit(Exact limit) => limit.HasValue && limit == 0m;

    public static string? Limit(FactorLimit limit)
    {
        if (!limit.Upper.HasValue && !limit.Lower.HasValue)
            return "has neither an upper nor a lower limit";
        return limit.Upper.HasValue && limit.Lower.HasValue && limit.Lower >= limit.Upper
            ? "has a lower limit that is not below its upper limit"
            : null;
    }

    /// <summary>A cell counts for the city its region lies in.</summary>
    public static string? Cell(CellRecord cell) =>
        cell.Region.City == cell.Id.City ? null : $"is not in the cell's city {cell.Id.City}";
}
