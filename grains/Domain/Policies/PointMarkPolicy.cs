using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>What marks of the monitoring do to a point's hours and to what is expected of it (自动监测设备标记).</summary>
public sealed record PointMarkPolicy
{
    /// <summary>Marks under which an hour is void.</summary>
    public required ValueList<MarkCode> VoidCodes { get; init; }

    /// <summary>When a partly marked hour counts as marked.</summary>
    public required Coverage HourOverlap { get; init; }

    /// <summary>Marks that explain missing data: minutes that never came are not expected while one holds.</summary>
    public required ValueList<MarkCode> ExcusedCodes { get; init; }

    /// <summary>
    /// Marks of the furnace whose emission point it is under which nothing is due of the point, as of minutes with flag F.
    /// </summary>
    public required ValueList<MarkCode> StoppedCodes { get; init; }

    public required string Clause { get; init; }
}
