namespace Qianliyan.Domain.Incinerators;

/// <summary>Names of the rules that a furnace makes findings by, and of those it hears of from its points.</summary>
static class FurnaceRules
{
    /// <summary>How the names of a furnace's own rules begin.</summary>
    public const string Prefix = "furnace.";

    /// <summary>More low five-minute temperatures in a natural day than are tolerated.</summary>
    public const string Temperature = "furnace.temperature";

    /// <summary>Low temperatures that come near to that.</summary>
    public const string TemperatureNear = "furnace.slots.near";

    /// <summary>A pollutant's daily mean over its 24-hour limit.</summary>
    public const string DayLimit = "furnace.day.limit";

    /// <summary>A daily mean that can no longer or hardly stay within its limit.</summary>
    public const string DayPace = "furnace.day.pace";

    /// <summary>Exceedance days in a natural month.</summary>
    public const string Month = "furnace.month";

    /// <summary>Violations in a natural month that cancel the power subsidy.</summary>
    public const string Subsidy = "furnace.subsidy";

    /// <summary>Enough compliant days after a cancelled month.</summary>
    public const string Restored = "furnace.subsidy.restored";

    /// <summary>CEMS maintenance over its budget of the quarter.</summary>
    public const string Maintenance = "furnace.cems.maintenance";

    /// <summary>Before the name of a budget of marked hours.</summary>
    public const string Budget = "furnace.budget.";

    /// <summary>Changes of the marked condition out of order.</summary>
    public const string MarkOrder = "furnace.mark.order";

    /// <summary>Marks that temperature, feeding, oxygen or emission exclude.</summary>
    public const string MarkContradiction = "furnace.mark.contradiction";

    /// <summary>Another condition in the process data than is marked.</summary>
    public const string MarkInferred = "furnace.mark.inferred";

    public const string HourLimit = "limit.hour";
}
