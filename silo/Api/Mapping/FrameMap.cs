using Google.Protobuf;
using Qianliyan.Abstractions;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Mapping;

/// <summary>Raw frames as they go out: never with a password in them.</summary>
static class FrameMap
{
    public static V1.Frame ToProto(TwinName point, long sequence, long arrivalMs, JournalAttachment frame) => new()
    {
        Name = $"{ResourceNames.Observation(point, sequence)}/frame",
        Content = Masked(frame.Body),
        ArrivalTime = ValueMap.ToTimestamp(arrivalMs),
        Origin = frame.Header.IsEmpty ? null : ToProto(FrameOrigin.Parse(frame.Header.Span)),
    };

    public static V1.QuarantinedFrame ToProto(StoredFrame frame, FrameOrigin origin) => new()
    {
        Name = $"quarantinedFrames/{frame.Id}",
        Content = Masked(frame.Body),
        ArrivalTime = ValueMap.ToTimestamp(frame.ArrivalMs),
        Origin = ToProto(origin),
    };

    static ByteString Masked(ReadOnlyMemory<byte> frame) =>
        UnsafeByteOperations.UnsafeWrap(Redaction.MaskSecrets(frame.Span));

    static V1.FrameOrigin ToProto(FrameOrigin origin) => new()
    {
        Disposition = origin.Disposition.ToProto(),
        Peer = origin.Peer,
        ClaimedPoint = origin.Point,
        Reason = origin.Reason,
        Verdict = origin.Verdict,
        Deviations = origin.Deviations,
    };
}
