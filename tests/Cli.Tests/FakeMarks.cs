using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>
/// Holds a mark, in two pages of a list, and one of a sample; an edit or a deletion of another revision is aborted.
/// </summary>
public sealed class FakeMarks : MarkService.MarkServiceBase
{
    public static Mark Held { get; } = new()
    {
        Name = "incinerators/P-1/marks/m1",
        Code = MarkCode.Stopping,
        Term = "停炉",
        StartTime = At(6),
        EndTime = At(8),
        Source = MarkSource.Enterprise,
        Author = "wang",
        Reason = "检修",
        Revision = 2,
        MarkTime = At(9),
        Entry = 7,
    };

    public static Mark Sampled { get; } = new()
    {
        Name = "points/MN1-31/marks/s1",
        Code = MarkCode.ManualMonitoring,
        Term = "手工监测",
        Factor = "a21026",
        StartTime = At(6),
        EndTime = At(7),
        Source = MarkSource.Bureau,
        Author = "li",
        Reason = "site visit",
        Revision = 2,
        Sample = new ManualSample
        {
            Value = "82.50",
            ConvertedValue = "101",
            Purpose = SamplePurpose.Enforcement,
            Method = "HJ 57-2017",
        },
        MarkTime = At(9),
        Entry = 8,
    };

    public List<CreateMarkRequest> Created { get; } = [];

    public List<UpdateMarkRequest> Updated { get; } = [];

    public List<DeleteMarkRequest> Deleted { get; } = [];

    public List<ListMarksRequest> Listed { get; } = [];

    public override Task<Mark> CreateMark(CreateMarkRequest request, ServerCallContext context)
    {
        Created.Add(request);
        Mark made = request.Mark.Clone();
        made.Name = $"{request.Parent}/marks/{(request.MarkId.Length > 0 ? request.MarkId : "new")}";
        (made.Revision, made.Term, made.MarkTime) = (1, "停炉", At(9));
        if (made.Reason == "late")
        {
            made.Late = true;
            made.Notes.AddRange(["came after noon", "overlaps another"]);
        }

        return Task.FromResult(made);
    }

    public override Task<Mark> GetMark(GetMarkRequest request, ServerCallContext context) =>
        request.Name == Held.Name ? Task.FromResult(Held.Clone())
        : request.Name == Sampled.Name ? Task.FromResult(Sampled.Clone())
        : throw new RpcException(new Status(StatusCode.NotFound, $"{request.Name} does not exist, or was deleted"));

    public override Task<Mark> UpdateMark(UpdateMarkRequest request, ServerCallContext context)
    {
        Updated.Add(request);
        ThrowIfEdited(request.Mark.Revision);
        Mark edited = request.Mark.Clone();
        edited.Revision++;
        return Task.FromResult(edited);
    }

    public override Task<Mark> DeleteMark(DeleteMarkRequest request, ServerCallContext context)
    {
        Deleted.Add(request);
        ThrowIfEdited(request.Revision);
        Mark deleted = Held.Clone();
        (deleted.Deleted, deleted.Revision, deleted.Source) = (true, 3, request.Source);
        (deleted.Author, deleted.Reason) = (request.Author, request.Reason);
        return Task.FromResult(deleted);
    }

    public override Task<ListMarksResponse> ListMarks(ListMarksRequest request, ServerCallContext context)
    {
        Listed.Add(request.Clone());
        Mark open = Held.Clone();
        (open.Name, open.Code, open.Term) = ("incinerators/P-1/marks/m2", MarkCode.CemsMaintenance, "CEMS维护");
        (open.Factor, open.EndTime) = ("a21026", null);
        return Task.FromResult(request.PageToken.Length == 0
            ? new ListMarksResponse { Marks = { Held }, NextPageToken = "second" }
            : new ListMarksResponse { Marks = { open } });
    }

    public static Timestamp At(int hour) =>
        Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.FromHours(8)));

    static void ThrowIfEdited(int revision)
    {
        if (revision == 0)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "revision '0' is missing"));
        if (revision != Held.Revision)
            throw new RpcException(new Status(StatusCode.Aborted, $"{Held.Name} was edited by somebody else meanwhile"));
    }
}
