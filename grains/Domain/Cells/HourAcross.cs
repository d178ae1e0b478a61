using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Cells;

/// <summary>One hour of one factor across the sources of a cell; the default value is "nobody reports".</summary>
/// <param name="Reporting">How many sources have a valid value.</param>
/// <param name="Highest">The source with the highest value, the first by name of several.</param>
public readonly record struct HourAcross(Exact Mean, int Reporting, TwinName Highest, Exact HighestValue);
