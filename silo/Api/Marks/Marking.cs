using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Policies;

namespace Qianliyan.Api.Marks;

/// <summary>Makes, edits, deletes and lists the marks of twins that marks hang on.</summary>
sealed class Marking(IGrainFactory grains, LiveTwins twins, PolicyArchive archive, TimeProvider time)
{
    BeijingTime Now => BeijingTime.From(time.GetUtcNow());

    public async Task<V1.Mark> Create(V1.CreateMarkRequest request)
    {
        TwinName holder = MarkReader.Parent(request.Parent, "parent");
        string id = request.MarkId.Length > 0
            ? MarkReader.Id(request.MarkId, "mark_id")
            : Guid.CreateVersion7().ToString("N");
        Mark mark = MarkReader.Read(holder, id, request.Mark, Now);
        MarkReader.ThrowIfNotNew(request.Mark!);
        TwinStatus status = await twins.GetKnown(holder);
        MarkedFactors.ThrowIfUnknown(mark, status);
        Policy policy = PolicyOf(status);
        MarkReader.ThrowIfTooLong(mark, policy.Points.Manual);
        return await Take(holder, mark, policy.Marks) ?? throw ApiError.AlreadyExists(
            MarkMap.NameOf(holder, id), "exists already, or existed and was deleted: give the mark another id");
    }

    public async Task<V1.Mark> Get(V1.GetMarkRequest request)
    {
        (TwinName holder, string id) = MarkReader.Name(request.Name, "name");
        await twins.GetKnown(holder);
        return MarkMap.ToProto(holder, await Newest(holder, id));
    }

    public async Task<V1.Mark> Update(V1.UpdateMarkRequest request)
    {
        (TwinName holder, string id) = MarkReader.Name(request.Mark?.Name ?? "", "mark.name");
        GivenRevision.ThrowIfNone(request.Mark!.Revision, "mark.revision");
        Mark mark = MarkReader.Read(holder, id, request.Mark, Now);
        TwinStatus status = await twins.GetKnown(holder);
        MarkedFactors.ThrowIfUnknown(mark, status);
        Policy policy = PolicyOf(status);
        MarkReader.ThrowIfTooLong(mark, policy.Points.Manual);
        return await Follow(holder, id, request.Mark.Revision, "mark.source", policy.Marks, former =>
        {
            MarkReader.ThrowIfNotAsRead(former, request.Mark);
            return mark;
        });
    }

    public async Task<V1.Mark> Delete(V1.DeleteMarkRequest request)
    {
        (TwinName holder, string id) = MarkReader.Name(request.Name, "name");
        MarkSource source = MarkReader.Source(request.Source, "source");
        string author = MarkReader.Author(request.Author, "author");
        string reason = MarkReader.Reason(request.Reason, "reason");
        GivenRevision.ThrowIfNone(request.Revision, "revision");
        TwinStatus status = await twins.GetKnown(holder);
        return await Follow(
            holder,
            id,
            request.Revision,
            "source",
            PolicyOf(status).Marks,
            former => former.Mark with { Source = source, Author = author, Reason = reason, IsDeleted = true });
    }

    public async Task<V1.ListMarksResponse> List(V1.ListMarksRequest request)
    {
        TwinName holder = MarkReader.Parent(request.Parent, "parent");
        var range = TimeRange.Of(request.StartTime, request.EndTime);
        int size = PageToken.SizeOf(request.PageSize);
        V1.ListMarksRequest conditions = request.Clone();
        (conditions.PageSize, conditions.PageToken) = (0, "");
        MarkPosition? after = PageToken.Open(conditions, request.PageToken) is { } text
            ? MarkPosition.Parse(text)
            : null;
        await twins.GetKnown(holder);
        MarkVersion[] found =
        [
            .. (await grains.GetMarked(holder).GetMarks())
                .Where(version => !version.Mark.IsDeleted && range.Meets(version.Mark.Start, version.Mark.End))
                .Where(version => after is not { } last || MarkPosition.Of(version.Mark).CompareTo(last) > 0)
                .OrderBy(version => MarkPosition.Of(version.Mark))
                .Take(size + 1),
        ];
        var response = new V1.ListMarksResponse
        {
            Marks = { found.Take(size).Select(version => MarkMap.ToProto(holder, version)) },
        };
        if (found.Length > size)
            response.NextPageToken = PageToken.Seal(conditions, MarkPosition.Of(found[size - 1].Mark).ToString());
        return response;
    }

    /// <summary>Writes the version after the one given, which must be the newest.</summary>
    /// <param name="holder">What the mark hangs on.</param>
    /// <param name="id">Last part of its name.</param>
    /// <param name="revision">The version that is replaced.</param>
    /// <param name="sourceField">The field of the request that says whose the new version is.</param>
    /// <param name="policy">By which the version is in time, or late.</param>
    /// <param name="edit">Makes the new version of it.</param>
    async Task<V1.Mark> Follow(
        TwinName holder, string id, int revision, string sourceField, MarkPolicy policy, Func<MarkVersion, Mark> edit)
    {
        MarkVersion former = await Newest(holder, id);
        if (revision == former.Mark.Revision)
        {
            Mark edited = edit(former) with { Revision = revision + 1 };
            ThrowIfOfBureau(holder, former.Mark, edited.Source, sourceField);
            if (await Take(holder, edited, policy) is { } taken)
                return taken;
        }

        int newest = (await Newest(holder, id)).Mark.Revision;
        throw ApiError.Aborted($"{MarkMap.NameOf(holder, id)} is at revision {newest}, not {revision}: read it again");
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: somebody else changes what the bureau made.</exception>
    static void ThrowIfOfBureau(TwinName holder, Mark former, MarkSource source, string field)
    {
        if (former.Source == MarkSource.Bureau && source != MarkSource.Bureau)
        {
            throw ApiError.Invalid(
                field, $"{source}",
                $"may not change {MarkMap.NameOf(holder, former.Id)}: the bureau made revision {former.Revision} of it, "
                + "and only the bureau edits or deletes what it made");
        }
    }

    /// <returns>Null when the twin holds that revision already.</returns>
    async Task<V1.Mark?> Take(TwinName holder, Mark mark, MarkPolicy policy)
    {
        IMarkedGrain marked = grains.GetMarked(holder);
        if (await marked.Mark(mark) is not { } taken)
            return null;
        V1.Mark answer = MarkMap.ToProto(holder, taken);
        answer.Late = MarkNotes.IsLate(taken, policy);
        answer.Notes.AddRange(MarkNotes.Of(holder, taken, await marked.GetMarks(), policy));
        return answer;
    }

    /// <summary>In force where the twin lies; the shipped one while none is.</summary>
    Policy PolicyOf(TwinStatus status) =>
        archive.Book.Nearest(status.Region) is null ? PolicyFile.National : archive.Book.InForce(status.Region);

    async Task<MarkVersion> Newest(TwinName holder, string id)
    {
        MarkVersion[] marks = await grains.GetMarked(holder).GetMarks();
        return Array.Find(marks, version => version.Mark.Id == id && !version.Mark.IsDeleted)
            ?? throw ApiError.NotFound(MarkMap.NameOf(holder, id), "does not exist, or was deleted");
    }
}
