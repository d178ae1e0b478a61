using System.Runtime.CompilerServices;
using Google.Protobuf;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Mapping;

/// <summary>
/// The message of a status, made once: a twin shows the same status object until its state changes, however many ask.
/// The messages are shared; nobody may change one.
/// </summary>
sealed class Renderings(IGridProjection grid)
{
    readonly ConditionalWeakTable<TwinStatus, IMessage> _known = [];

    public IMessage Of(TwinStatus status) =>
        _known.TryGetValue(status, out IMessage? message) ? message : _known.GetValue(status, Render);

    IMessage Render(TwinStatus status) => status switch
    {
        PointStatus point => point.ToProto(),
        EnterpriseStatus enterprise => enterprise.ToProto(),
        IncineratorStatus furnace => furnace.ToProto(),
        CellStatus cell => cell.ToProto(grid),
        RegionStatus region => region.ToProto(),
        _ => throw new ArgumentException($"No message shows a {status.GetType().Name}.", nameof(status)),
    };
}
