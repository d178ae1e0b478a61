namespace Qianliyan.Domain.Registry;

/// <summary>
/// The fields of a record that a source may leave unsaid; those not listed are always said. The numbers travel between
/// versions; never reuse one.
/// </summary>
[Flags]
public enum RegistryFields
{
    None = 0,
    Enterprise = 1,
    Incinerator = 2,

    /// <summary>The position, and with it the cell.</summary>
    Location = 4,
    Password = 8,

    /// <summary>All limits; unsaid, a limit given stands beside those of other factors and periods.</summary>
    Limits = 16,
    ReferenceOxygen = 32,
    MinuteInterval = 64,
    Units = 128,
    OldCodes = 256,
    Tags = 512,
    Contacts = 1_024,
    TemperaturePoint = 2_048,
    Relations = 4_096,
}
