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
/// Messages of statuses. A twin shows the same status object until its state changes, however many ask: so a message
/// that was made a moment ago serves the next who asks. Messages are shared; nobody may change one.
/// </summary>
sealed class Renderings(IGridProjection grid)
{
    const int Slots = 1_024;

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

    /// <summary>
    /// A new message with nothing but its bytes, for <see cref="TwinBinding"/>: a seventh of the memory.
    /// </summary>
    public IMessage Encode(TwinStatus status)
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
