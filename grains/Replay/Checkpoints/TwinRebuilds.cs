using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Checkpoints;

/// <summary>The rebuild of the twin of a name.</summary>
public sealed class TwinRebuilds(IJournal journal, PolicyBook policies)
{
    public ITwinRebuild Of(TwinName name) => name.Kind switch
    {
        TwinKind.Point => With(new PointFold(), name),
        TwinKind.Enterprise => With(new EnterpriseFold(), name),
        TwinKind.Incinerator => With(new IncineratorFold(), name),
        TwinKind.Cell => With(new CellFold(), name),
        TwinKind.Region => With(new RegionFold(), name),
        _ => throw new ArgumentException($"{name} is of an unknown kind.", nameof(name)),
    };

    TwinRebuild<TState> With<TState>(ITwinFold<TState> fold, TwinName name)
        where TState : class, ITwinState => new(fold, name, journal, policies);
}
