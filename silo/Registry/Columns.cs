using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>The columns of one kind of file.</summary>
sealed record Columns(string[] Required, string[] Optional)
{
    public const string Longitude = "longitude";
    public const string Latitude = "latitude";

    public static readonly Columns Points = new(
        ["mn", "st", "name", "kind", "region"],
        [
            "enterprise", "incinerator", Longitude, Latitude, "password", "reference_oxygen", "minute_interval",
            "units", "old_codes", "tags",
        ]);

    public static readonly Columns Limits = new(
        ["mn", "st", "factor", "period", "upper", "lower", "source"],
        ["clause", "valid_from"]);

    public static readonly Columns Enterprises = new(
        ["code", "name", "industry", "region"],
        [Longitude, Latitude, "contacts", "relations"]);

    public static readonly Columns Incinerators = new(
        ["plant", "furnace", "name", "enterprise", "region", "emission_point"],
        ["temperature_point"]);

    public static readonly Columns Cells = new(
        ["region", "hot"],
        ["cell", "resolution", Longitude, Latitude]);

    public static readonly Columns Regions = new(["code", "name"], []);

    /// <summary>The fields that a file with these columns speaks of.</summary>
    public static RegistryFields FieldsOf(IEnumerable<string> columns) =>
        columns.Aggregate(RegistryFields.None, (fields, column) => fields | FieldOf(column));

    public bool Knows(string column) => Required.Contains(column) || Optional.Contains(column);

    static RegistryFields FieldOf(string column) => column.ToLowerInvariant() switch
    {
        "enterprise" => RegistryFields.Enterprise,
        "incinerator" => RegistryFields.Incinerator,
        Longitude or Latitude => RegistryFields.Location,
        "password" => RegistryFields.Password,
        "reference_oxygen" => RegistryFields.ReferenceOxygen,
        "minute_interval" => RegistryFields.MinuteInterval,
        "units" => RegistryFields.Units,
        "old_codes" => RegistryFields.OldCodes,
        "tags" => RegistryFields.Tags,
        "contacts" => RegistryFields.Contacts,
        "relations" => RegistryFields.Relations,
        "temperature_point" => RegistryFields.TemperaturePoint,
        _ => RegistryFields.None,
    };
}
