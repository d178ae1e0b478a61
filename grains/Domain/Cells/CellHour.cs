using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Cells;

/// <summary>The mean of one factor of a cell in one clock hour.</summary>
/// <param name="Reporting">How many stations, or fine cells, it is the mean of; at least one.</param>
[GenerateSerializer, Immutable, Alias("qly.CellHour")]
public readonly record struct CellHour(
    [property: Id(0)] BeijingTime Start, [property: Id(1)] Exact Mean, [property: Id(2)] int Reporting);
