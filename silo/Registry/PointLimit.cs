using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>A row of a limits file; <see cref="PointRecord.WithLimit"/> puts it into its point.</summary>
public sealed record PointLimit(PointId Point, FactorLimit Limit)
{
    /// <summary>What a file says once.</summary>
    public PointLimitKey Key => new(Point, Limit.Factor, Limit.Period, Limit.ValidFrom);
}

/// <summary>The point, factor, period and first day of a limit.</summary>
public readonly record struct PointLimitKey(PointId Point, FactorCode Factor, LimitPeriod Period, DateOnly? ValidFrom)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Point} {Factor} {Period}")
        + (ValidFrom is { } day ? string.Create(CultureInfo.InvariantCulture, $" from {day:yyyy-MM-dd}") : "");
}
