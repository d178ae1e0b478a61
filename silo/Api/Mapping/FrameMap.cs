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
        Origin = OriginOf(frame.Header),
    };

    public static V1.QuarantinedFrame ToProto(StoredFrame frame) => new()
    {
        Name = $"quarantinedFrames/{frame.Id}",
        Content = Masked(frame.Body),
        ArrivalTime = ValueMap.ToTimestamp(frame.ArrivalMs),
        Origin = OriginOf(frame.Header),
    };

    static ByteString Masked(ReadOnlyMemory<byte> frame) =>
        UnsafeByteOperations.UnsafeWrap(Redaction.MaskSecrets(frame.Span));

    static V1.FrameOrigin? OriginOf(ReadOnlyMemory<byte> header)
    {
        if (header.IsEmpty)
            return null;
        FrameOrigin origin = FrameOrigin.Parse(header.Span);
        return new V1.FrameOrigin
        {
            Disposition = ToProto(origin.Disposition),
            Peer = origin.Peer,
            ClaimedPoint = origin.Point,
            Reason = origin.Reason,
            Verdict = origin.Verdict,
            Deviations = origin.Deviations,
        };
    }

    static V1.FrameDisposition ToProto(FrameDisposition disposition) => disposition switch
    {
        FrameDisposition.Recorded => V1.FrameDisposition.Recorded,
        FrameDisposition.Repeated => V1.FrameDisposition.Repeated,
        FrameDisposition.Quarantined => V1.FrameDisposition.Quarantined,
        FrameDisposition.WrongPassword => V1.FrameDisposition.WrongPassword,
        FrameDisposition.Refused => V1.FrameDisposition.Refused,
        FrameDisposition.Unsupported => V1.FrameDisposition.Unsupported,
        FrameDisposition.Garbage => V1.FrameDisposition.Garbage,
        _ => V1.FrameDisposition.Unspecified,
    };
}
