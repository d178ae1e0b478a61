using Google.Protobuf;
using Qianliyan.Abstractions;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Queries;

/// <summary>A twin that was read lately: its reference, and its newest message as bytes.</summary>
sealed class RecentTwin(TwinKind kind, ITwinGrain grain)
{
    Encoding? _encoding;

    public TwinKind Kind => kind;

    public ITwinGrain Grain => grain;

    /// <summary>
    /// A message with nothing but its bytes, for <see cref="TwinBinding"/>. A status follows from the entries up to its
    /// sequence number and nothing else, so equal numbers mean equal bytes; the status itself is not held.
    /// </summary>
    public IMessage Encoded(TwinStatus status, Renderings renderings)
    {
        Encoding? held = Volatile.Read(ref _encoding);
        if (held?.Sequence == status.Sequence)
            return held.Message;
        IMessage message = renderings.Encode(status);
        Volatile.Write(ref _encoding, new Encoding(status.Sequence, message));
        return message;
    }

    sealed record Encoding(long Sequence, IMessage Message);
}
