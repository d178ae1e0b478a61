using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>A row of a limits file; <see cref="PointRecord.WithLimit"/> puts it into its point.</summary>
public sealed record PointLimit(PointId Point, FactorLimit Limit);
