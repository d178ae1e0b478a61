using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Cells;

/// <summary>What a fine cell has told of one hour.</summary>
/// <param name="IsTold">It has said something of this hour, be it that there is no valid mean.</param>
/// <param name="Value">None unless valid.</param>
readonly record struct SourceHour(CellId Cell, bool IsTold, Exact Value);
