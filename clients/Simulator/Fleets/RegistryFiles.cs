using System.Globalization;
using System.Text;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Simulator.Fleets;

/// <summary>
/// Writes what is registered of a fleet as the CSV files that the registry imports: <c>regions, enterprises, points,
/// incinerators, limits</c> and <c>cells</c>, in UTF-8, positions in WGS84. <c>points.csv</c> holds passwords;
/// <c>cells.csv</c> is left out for a fleet without a projection.
/// </summary>
public static class RegistryFiles
{
    static readonly Dictionary<PointKind, string> Kinds = new()
    {
        [PointKind.FlueGas] = "flue_gas",
        [PointKind.WasteWater] = "waste_water",
        [PointKind.AmbientAir] = "ambient_air",
        [PointKind.MicroStation] = "micro_station",
        [PointKind.IncineratorFlueGas] = "incinerator_flue_gas",
    };

    static readonly Dictionary<LimitPeriod, string> Periods = new()
    {
        [LimitPeriod.Hour] = "hour",
        [LimitPeriod.Day] = "day",
        [LimitPeriod.FiveMinutes] = "five_minutes",
    };

    /// <summary>Creates the folder when it is absent and replaces the files in it.</summary>
    public static void Write(Fleet fleet, string folder)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        Directory.CreateDirectory(folder);
        Write(folder, "regions", "code,name", fleet.Regions.Select(region => Row(region.Code, region.Name)));
        Write(
            folder, "enterprises", "code,name,industry,region,longitude,latitude,contacts",
            fleet.Enterprises.Select(enterprise => Row(
                enterprise.Id, enterprise.Name, enterprise.Industry, enterprise.Region, Place(enterprise.Location),
                string.Join(';', enterprise.Contacts))));
        Write(
            folder, "points",
            "mn,st,name,kind,region,enterprise,incinerator,longitude,latitude,password,reference_oxygen,"
            + "minute_interval,units,old_codes,tags",
            fleet.Outlets.Where(outlet => outlet.IsRegistered).Select(PointRow));
        Write(
            folder, "incinerators", "plant,furnace,name,enterprise,region,emission_point,temperature_point",
            fleet.Incinerators.Select(furnace => Row(
                furnace.Id.Plant, furnace.Id.Furnace, furnace.Name, furnace.Enterprise, furnace.Region,
                furnace.EmissionPoint, furnace.TemperaturePoint)));
        Write(
            folder, "limits", "mn,st,factor,period,upper,lower,source,clause",
            fleet.Points.SelectMany(point => point.Limits.Select(limit => Row(
                point.Id.Mn, point.Id.St, limit.Factor, Periods[limit.Period], limit.Upper, limit.Lower, limit.Source,
                limit.Clause ?? ""))));
        if (fleet.Cells.Count > 0)
            Write(folder, "cells", "region,hot,resolution,longitude,latitude", CellRows(fleet));
    }

    static string PointRow(Outlet outlet)
    {
        PointRecord point = outlet.Point;
        return Row(
            point.Id.Mn, point.Id.St, point.Name, Kinds[point.Kind], point.Region, point.Enterprise?.Code ?? "",
            point.Incinerator?.ToString() ?? "", Place(point.Location), outlet.Password, point.ReferenceOxygen,
            point.MinuteInterval, string.Join(';', point.Units.Select(unit => $"{unit.Factor}={unit.Unit}")),
            string.Join(';', point.OldCodes.Select(old => $"{old.Old}={old.Factor}")), string.Join(';', point.Tags));
    }

    /// <summary>Names each hot cell by the position of a micro-station in it.</summary>
    static IEnumerable<string> CellRows(Fleet fleet) =>
        fleet.Points
            .Where(point => point is { Kind: PointKind.MicroStation, CoarseCell: not null })
            .DistinctBy(point => point.CoarseCell)
            .Select(point => Row(point.CoarseCell!.Value.City, "true", "3km", Place(point.Location)));

    static (string Longitude, string Latitude) Place(Wgs84? location) =>
        location is { } at ? (Text(at.Longitude), Text(at.Latitude)) : ("", "");

    static string Row(params object[] cells) =>
        string.Join(',', cells.Select(cell => cell is ValueTuple<string, string> place
            ? $"{place.Item1},{place.Item2}"
            : Quoted(Text(cell))));

    static string Text(object cell) =>
        cell is Exact exact ? exact.ToString() : Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";

    static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    static void Write(string folder, string name, string header, IEnumerable<string> rows)
    {
        using var writer = new StreamWriter(
            Path.Combine(folder, name + ".csv"),
            append: false,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            NewLine = "\n",
        };
        writer.WriteLine("# An invented city for trying the program out; no row stands for a real enterprise.");
        if (header.Contains("longitude", StringComparison.Ordinal))
            writer.WriteLine("# datum: wgs84");
        writer.WriteLine(header);
        foreach (string row in rows)
            writer.WriteLine(row);
    }
}
