using Qianliyan.Abstractions;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Registry;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

public sealed class CellGrain(TwinServices services)
    : TwinGrain<CellState>(TwinKind.Cell, new CellFold(), services), ICellGrain;
