namespace Qianliyan.Domain.Incinerators;

/// <summary>Names of the rules that a furnace makes findings by, and of those it hears of from its points.</summary>
static class FurnaceRules
{
    /// <summary>More low five-minute temperatures in a natural day than are tolerated.</summary>
    public const string Temperature = "furnace.temperature";

    /// <summary>Exceedance days in a natural month.</summary>
    public const string Month = "furnace.month";

    public const string DayLimit = "limit.day";

    public const string HourLimit = "limit.hour";
}
