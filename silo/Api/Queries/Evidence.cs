using System.Globalization;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Queries;

/// <summary>Raw frames and proofs.</summary>
sealed class Evidence(IGrainFactory grains, IJournal journal, IFrameLog frames, LiveTwins twins)
{
    public async Task<V1.Frame> GetFrame(V1.GetFrameRequest request, CancellationToken cancellationToken)
    {
        (TwinName point, long sequence) = ResourceNames.Frame(request.Name, "name");
        string name = point.ToString();
        if (await journal.ReadAttachmentAsync(name, sequence, cancellationToken) is { } frame)
        {
            await foreach (JournalEntry entry in journal.ReadAsync(name, sequence, sequence, 1, cancellationToken))
                return FrameMap.ToProto(point, sequence, entry.ArrivalMs, frame);
        }

        throw ApiError.NotFound(
            request.Name, "is not kept: the entry does not exist, came without a frame, or it was purged");
    }

    /// <summary>
    /// The position is the arrival of the last frame shown and how many of that very millisecond were shown, so that
    /// frames that arrive together are told apart by their order, which does not change.
    /// </summary>
    public async Task<V1.ListQuarantinedFramesResponse> ListQuarantined(
        V1.ListQuarantinedFramesRequest request, CancellationToken cancellationToken)
    {
        var range = TimeRange.Of(request.StartTime, request.EndTime);
        int size = PageToken.SizeOf(request.PageSize);
        V1.ListQuarantinedFramesRequest conditions = request.Clone();
        (conditions.PageSize, conditions.PageToken) = (0, "");
        (long toMs, int shown) = PageToken.Open(conditions, request.PageToken) is { } position
            ? PositionOf(position)
            : (range.ToMs, 0);
        var response = new V1.ListQuarantinedFramesResponse();
        long lastMs = 0;
        int inLastMs = 0, skip = shown;
        await foreach (StoredFrame frame in frames.ReadAsync(range.FromMs, toMs, size + shown + 1, cancellationToken))
        {
            if (response.QuarantinedFrames.Count == size)
            {
                string next = FormattableString.Invariant($"{lastMs + 1} {inLastMs}");
                response.NextPageToken = PageToken.Seal(conditions, next);
                break;
            }

            (lastMs, inLastMs) = frame.ArrivalMs == lastMs ? (lastMs, inLastMs + 1) : (frame.ArrivalMs, 1);
            if (skip-- <= 0)
                response.QuarantinedFrames.Add(FrameMap.ToProto(frame));
        }

        return response;
    }

    public async Task<V1.Proof> Prove(V1.GetProofRequest request, CancellationToken cancellationToken)
    {
        TwinName name = ResourceNames.Proof(request.Name, "name");
        if ((await twins.GetStatus(name)).Sequence == 0)
            throw ApiError.NotFound(name.ToString(), "is not known: nobody has ever told it anything");
        TwinProof replay = await grains.GetTwin(name).Prove();
        ChainReport chain = await journal.VerifyChainAsync(name.ToString(), cancellationToken);
        return new V1.Proof
        {
            Name = request.Name,
            Holds = replay.Holds && chain.IsIntact,
            Sequence = replay.Sequence,
            LiveHash = replay.LiveHash,
            ReplayedHash = replay.ReplayedHash,
            Chain = new V1.ChainReport
            {
                Intact = chain.IsIntact,
                EntryCount = chain.Entries,
                FrameCount = chain.Attachments,
                MissingFrameCount = chain.MissingAttachments,
                LastHash = chain.Last.ToString(),
                FaultSequence = chain.FaultAt ?? 0,
                Fault = chain.Fault ?? "",
            },
        };
    }

    static (long ToMs, int Shown) PositionOf(string position)
    {
        string[] parts = position.Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
