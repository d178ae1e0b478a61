using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// The 3 km cell 0123-0456 and what it finds on its 500 m cells, columns 0738 to 0743 and rows 2736 to 2741. Lines:
/// <c>hour a34004=200 from 0738-2736</c>; a cell outside is one just beyond the edge.
/// </summary>
sealed class CellCase(Policy policy)
    : CaseTwin<CellState>(new CellFold(), TwinName.Of(CellId.Parse("130100-3km-0123-0456")), policy)
{
    int _told;

    public override IReadOnlyList<Finding> Findings =>
        [.. Host.Told.Select(effect => effect.Body).OfType<FindingTold>().Select(told => told.Finding)];

    public override void Take(CaseLine line)
    {
        foreach (Reading reading in line.Readings)
        {
            Host.Feed(
                new Signalled(new Signal
                {
                    Source = TwinName.Of(CellId.Parse($"130100-500m-{line.From}")),
                    SourceSequence = ++_told,
                    Ordinal = 0,
                    CausedAt = line.Arrival,
                    Body = new MeanTold(
                        PointCase.KindOf(line.Kind), reading.Factor, line.At, reading.Value, reading.Flag,
                        IsReported: false),
                }),
                line.Arrival);
        }
    }
}
