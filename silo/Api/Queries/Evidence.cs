using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Queries;

/// <summary>Raw frames and proofs.</summary>
sealed class Evidence(IGrainFactory grains, IJournal journal, LiveTwins twins)
{
    public async Task<V1.Frame> GetFrame(V1.GetFrameRequest request, CancellationToken cancellationToken)
    {
        (TwinName point, long sequence) = ResourceNames.Frame(request.Name, "name");
        string name = point.ToString();
        await foreach (JournalEntry entry in journal.ReadAsync(name, sequence, sequence, 1, cancellationToken))
        {
            if (entry.AttachmentDigest is not { } digest)
                throw ApiError.NotFound(request.Name, "does not exist: the entry came without a frame");
            return await journal.ReadAttachmentAsync(name, sequence, cancellationToken) is { } frame
                ? FrameMap.ToProto(point, sequence, entry.ArrivalMs, frame)
                : throw ApiError.NotFound(
                    request.Name, $"is not kept: its time was over and it was let go; its SHA-256 was {digest}");
        }

        throw ApiError.NotFound(request.Name, "does not exist: there is no such entry");
    }

    public async Task<V1.Proof> Prove(V1.GetProofRequest request, CancellationToken cancellationToken)
    {
        TwinName name = ResourceNames.Proof(request.Name, "name");
        await twins.GetKnown(name);
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
}
