using System.Globalization;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Storage.Frames;

namespace Qianliyan.Api.Queries;

/// <summary>Answers ListQuarantinedFrames.</summary>
/// <remarks>
/// The position is the arrival of the last frame read and how many of that very millisecond were read, so that frames
/// that arrive together are told apart by their order, which does not change.
/// </remarks>
sealed class FrameLists(IFrameLog frames)
{
    /// <summary>Frames that one page reads at most; a page may stay short, but not take for ever.</summary>
    public const int MostRead = 20_000;

    public async Task<V1.ListQuarantinedFramesResponse> List(
        V1.ListQuarantinedFramesRequest request, CancellationToken cancellationToken)
    {
        var range = TimeRange.Of(request.StartTime, request.EndTime);
        HashSet<FrameDisposition> wanted = DispositionsOf(request);
        int size = PageToken.SizeOf(request.PageSize);
        V1.ListQuarantinedFramesRequest conditions = request.Clone();
        (conditions.PageSize, conditions.PageToken) = (0, "");
        (long toMs, int skip) = PageToken.Open(conditions, request.PageToken) is { } position
            ? PositionOf(position)
            : (range.ToMs, 0);
        var response = new V1.ListQuarantinedFramesResponse();
        long lastMs = 0;
        int inLastMs = 0, read = -skip;
        await foreach (StoredFrame frame in frames.ReadAsync(range.FromMs, toMs, int.MaxValue, cancellationToken))
        {
            if (response.QuarantinedFrames.Count == size || read == MostRead)
            {
                string next = FormattableString.Invariant($"{lastMs + 1} {inLastMs}");
                response.NextPageToken = PageToken.Seal(conditions, next);
                break;
            }

            (lastMs, inLastMs) = frame.ArrivalMs == lastMs ? (lastMs, inLastMs + 1) : (frame.ArrivalMs, 1);
            if (++read <= 0)
                continue;
            FrameOrigin origin = FrameOrigin.Parse(frame.Header.Span);
            if (wanted.Contains(origin.Disposition))
                response.QuarantinedFrames.Add(FrameMap.ToProto(frame, origin));
        }

        return response;
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: no such disposition.</exception>
    static HashSet<FrameDisposition> DispositionsOf(V1.ListQuarantinedFramesRequest request)
    {
        if (request.Dispositions.Count == 0)
            return [FrameDisposition.Quarantined];
        return [.. request.Dispositions.Select((disposition, index) => disposition.ToDomain()
            ?? throw ApiError.Invalid($"dispositions[{index}]", $"{disposition}", "is not known"))];
    }

    static (long ToMs, int Read) PositionOf(string position)
    {
        string[] parts = position.Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
