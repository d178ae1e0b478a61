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
/// Messages of statuses. A twin shows the same status object until its state changes, however many ask: so what was made
/// of it can be kept, bytes for as long as the status lives, whole messages, which are seven times larger, for a moment.
/// Messages are shared; nobody may change one.
/// </summary>
sealed class Renderings(IGridProjection grid)
{
    const int Slots = 1_024;

    readonly ConditionalWeakTable<TwinStatus, IMessage> _encoded = [];
    readonly Recent?[] _recent = new Recent?[Slots];

    /// <summary>The whole message.</summary>
    public IMessage Of(TwinStatus status)
    {
        ref Recent? slot = ref _recent[RuntimeHelpers.GetHashCode(status) % Slots];
        if (Volatile.Read(ref slot) is { } recent && ReferenceEquals(recent.Status, status))
            return recent.Message;
        IMessage message = Render(status);
        Volatile.Write(ref slot, new Recent(status, message));
        return message;
    }

    /// <summary>A message with nothing but its bytes, for <see cref="TwinBinding"/>.</summary>
    public IMessage Encoded(TwinStatus status) =>
        _encoded.TryGetValue(status, out IMessage? message) ? message : _encoded.GetValue(status, Encode);

    IMessage Encode(TwinStatus status)
    {
        IMessage rendered = Render(status);
        IMessage encoded = rendered.Descriptor.Parser.ParseFrom(ByteString.Empty);
        ((V1.IPreEncoded)encoded).Bytes = rendered.ToByteArray();
        return encoded;
    }

    IMessage Render(TwinStatus status) => status switch
    {
        PointStatus point => point.ToProto(),
        EnterpriseStatus enterprise => enterprise.ToProto(),
        IncineratorStatus furnace => furnace.ToProto(),
        CellStatus cell => cell.ToProto(grid),
        RegionStatus region => region.ToProto(),
        _ => throw new ArgumentException($"No message shows a {status.GetType().Name}.", nameof(status)),
    };

    sealed record Recent(TwinStatus Status, IMessage Message);
}
