using Google.Protobuf;
using Qianliyan.Abstractions;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Queries;

/// <summary>A twin that was read lately: its reference, and its newest message as bytes.</summary>
sealed class RecentTwin(TwinName name, ITwinGrain grain, ActiveTwins active)
{
    ActiveTwin? _active;
    Encoding? _encoding;

    public TwinKind Kind => name.Kind;

    public ITwinGrain Grain => grain;

    /// <summary>The newest message, where this silo can tell without a call that it still is.</summary>
    public IMessage? Current
    {
        get
        {
            if (Volatile.Read(ref _encoding) is not { } held)
                return null;
            if (Volatile.Read(ref _active) is not { Sequence: { } shown })
            {
                _active = active.Find(name);
                shown = _active?.Sequence ?? 0;
            }

            return shown == held.Sequence ? held.Message : null;
        }
    }

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
