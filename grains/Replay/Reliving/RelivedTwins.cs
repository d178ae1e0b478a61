using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Replay.Reliving;

/// <summary>The twin of a name before its first entry.</summary>
static class RelivedTwins
{
    /// <summary>Whether twins of a kind find anything of their own.</summary>
    public static bool Finds(TwinKind kind) =>
        kind is TwinKind.Point or TwinKind.Enterprise or TwinKind.Incinerator or TwinKind.Cell;

    /// <exception cref="ArgumentException">Of a kind that finds nothing of its own.</exception>
    public static IRelivedTwin Begin(TwinName name) => name.Kind switch
    {
        TwinKind.Point => new RelivedTwin<PointState>(new PointFold(), name),
        TwinKind.Enterprise => new RelivedTwin<EnterpriseState>(new EnterpriseFold(), name),
        TwinKind.Incinerator => new RelivedTwin<IncineratorState>(new IncineratorFold(), name),
        TwinKind.Cell => new RelivedTwin<CellState>(new CellFold(), name),
        _ => throw new ArgumentException($"{name} finds nothing of its own.", nameof(name)),
    };
}
