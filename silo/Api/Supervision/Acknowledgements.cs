using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Supervision;

/// <summary>Takes note of levels and findings for people.</summary>
sealed class Acknowledgements(IGrainFactory grains, LiveTwins twins, IJournal journal, PolicyArchive archive)
{
    readonly FindingStories _stories = new(journal);

    public async Task<V1.Acknowledgement> Acknowledge(
        V1.AcknowledgeRequest request, CancellationToken cancellationToken)
    {
        TwinName twin = ResourceNames.Twin(request.Name, "name");
        if (twin.Kind == TwinKind.Region)
            throw ApiError.Invalid("name", request.Name, "finds nothing of its own: take note at the twins in it");
        string author = WrittenText.Author(request.Author, "author", "is missing: say who takes note");
        TwinStatus status = await twins.GetKnown(twin);
        if (request.Finding.Length > 0)
            await ThrowIfNotFound(status, request.Finding, cancellationToken);
        Acknowledgement standing = await grains.GetTwin(twin).Acknowledge(author, request.Finding)
            ?? throw ApiError.Precondition(
                twin.ToString(),
                request.Finding.Length == 0
                    ? $"there is nothing to take note of: {twin} stands at normal"
                    : $"finding {request.Finding} is not in force any more");
        return standing.ToProto();
    }

    /// <summary>
    /// Enterprises and cells show what is in force; other twins are lived through once more, which takes as long as
    /// explaining a finding.
    /// </summary>
    async Task ThrowIfNotFound(TwinStatus status, string id, CancellationToken cancellationToken)
    {
        Finding[] shown = status switch
        {
            EnterpriseStatus enterprise => enterprise.Findings,
            CellStatus cell => cell.Findings,
            _ => [],
        };
        if (Array.Exists(shown, finding => finding.Id == id))
            return;
        Finding? found = id.StartsWith($"{status.Name}:", StringComparison.Ordinal)
            ? await _stories.Newest(status.Name, id, archive.Book, cancellationToken)
            : null;
        if (found is null)
            throw ApiError.NotFound(id, $"was never found at {status.Name}");
        if (found.State == FindingState.Withdrawn)
            throw ApiError.Precondition(status.Name.ToString(), $"finding {id} was withdrawn: {found.Reason}");
    }
}
