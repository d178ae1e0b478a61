namespace Qianliyan.Simulator.Fleets;

/// <summary>What stands behind an outlet; decides its signals and limits.</summary>
enum SiteKind
{
    Furnace,
    PowerBoiler,
    Sinter,
    Kiln,
    GlassFurnace,
    ProcessGas,
    Water,
    TreatmentPlant,
}
