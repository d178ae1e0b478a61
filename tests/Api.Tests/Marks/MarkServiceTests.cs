using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Marks;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Tests.Marks;

public sealed class MarkServiceTests
{
    const string Furnace = "incinerators/P-1";
    static readonly TwinName Name = TwinName.Of(new IncineratorId("P", "1"));
    static readonly Timestamp Six = At(6);

    readonly FakeGrains _grains = new();
    readonly MarkService _service;

    public MarkServiceTests()
    {
        _grains.Show(Given.Status(Name, 1));
        var time = new FakeTimeProvider(BeijingTime.Of(2026, 3, 2, 10).ToDateTimeOffset());
        _service = new MarkService(
            new Marking(_grains, Given.LiveTwins(_grains), time), new CallGuard(NullLogger<CallGuard>.Instance));
    }

    static FakeCall Call => new(TestContext.Current.CancellationToken);

    public static TheoryData<string, V1.Mark> BadMarks => new()
    {
        { "mark.code", With(mark => mark.Code = V1.MarkCode.Unspecified) },
        { "mark.code", With(mark => mark.Code = (V1.MarkCode)9) },
        { "mark.factor", With(mark => mark.Factor = "a21026") },
        { "mark.factor", With(mark => (mark.Code, mark.Factor) = (V1.MarkCode.CemsMaintenance, "too long a code")) },
        { "mark.start_time", With(mark => mark.StartTime = null) },
        { "mark.start_time", With(mark => mark.StartTime = new Timestamp()) },
        { "mark.start_time", With(mark => mark.StartTime.Nanos = 1) },
        { "mark.start_time", With(mark => mark.StartTime = At(11)) },
        { "mark.end_time", With(mark => mark.EndTime = Six) },
        { "mark.end_time", With(mark => mark.EndTime = At(5)) },
        { "mark.source", With(mark => mark.Source = V1.MarkSource.Unspecified) },
        { "mark.source", With(mark => mark.Source = V1.MarkSource.Device) },
        { "mark.author", With(mark => mark.Author = " ") },
        { "mark.author", With(mark => mark.Author = new string('a', 101)) },
        { "mark.reason", With(mark => mark.Reason = "") },
        { "mark.reason", With(mark => mark.Reason = new string('a', 1_001)) },
        { "mark.author", With(mark => mark.Author = "wang\n  revision 9, bureau FAKE") },
        { "mark.reason", With(mark => mark.Reason = "\u001b[2Jcleared") },
        { "mark.reason", With(mark => mark.Reason = "turned \u202e round") },
        { "mark.reason", With(mark => mark.Reason = "a\u2028b") },
        { "mark.revision", With(mark => mark.Revision = -1) },
    };

    [Theory]
    [MemberData(nameof(BadMarks))]
    public async Task A_bad_mark_is_refused_with_the_field_named(string field, V1.Mark mark)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => Create(mark, "m1"));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Single().Field.ShouldBe(field);
        _grains[Name].Marks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/b", "mark_id")]
    [InlineData("检修", "mark_id")]
    public async Task A_bad_id_is_refused(string id, string field)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => Create(With(_ => { }), id));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.Status.Detail.ShouldStartWith($"{field} '{id}'");
    }

    [Fact]
    public async Task Every_code_of_the_rules_can_be_marked_and_comes_back()
    {
        foreach (V1.MarkCode code in System.Enum.GetValues<V1.MarkCode>().Where(code => code != V1.MarkCode.Unspecified))
            (await Create(With(mark => mark.Code = code), $"m-{code}")).Code.ShouldBe(code);

        _grains[Name].Marks.Select(held => held.Mark.Code).ShouldBe(System.Enum.GetValues<MarkCode>());
    }

    [Fact]
    public async Task A_mark_keeps_what_was_said_and_gets_an_id_where_none_was_given()
    {
        V1.Mark made = await Create(With(mark => mark.EndTime = At(7)), "");

        made.Name.ShouldStartWith($"{Furnace}/marks/");
        made.Name.Length.ShouldBe($"{Furnace}/marks/".Length + 32);
        Mark held = _grains[Name].Marks.Single().Mark;
        held.Start.ShouldBe(BeijingTime.Of(2026, 3, 2, 6));
        held.End.ShouldBe(BeijingTime.Of(2026, 3, 2, 7));
        (held.Source, held.Author, held.Reason, held.Revision).ShouldBe((MarkSource.Enterprise, "wang", "检修", 1));
        (made.Term, made.Revision, made.MarkTime).ShouldBe(("停炉", 1, At(8)));
    }

    [Fact]
    public async Task An_id_that_was_taken_is_refused_also_after_the_mark_was_deleted()
    {
        await Create(With(_ => { }), "m1");
        (await StatusOf(Create(With(_ => { }), "m1"))).ShouldBe(StatusCode.AlreadyExists);

        await _service.DeleteMark(Delete("m1"), Call);

        (await StatusOf(Create(With(_ => { }), "m1"))).ShouldBe(StatusCode.AlreadyExists);
    }

    [Fact]
    public async Task A_furnace_that_nobody_told_anything_is_not_found()
    {
        var request = new V1.CreateMarkRequest { Parent = "incinerators/P-2", Mark = With(_ => { }) };

        (await StatusOf(_service.CreateMark(request, Call))).ShouldBe(StatusCode.NotFound);
        (await StatusOf(_service.ListMarks(new V1.ListMarksRequest { Parent = "incinerators/P-2" }, Call)))
            .ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task An_edit_makes_the_next_revision_and_one_of_an_old_revision_is_aborted()
    {
        await Create(With(_ => { }), "m1");
        V1.Mark edit = With(mark => (mark.Name, mark.Code, mark.Revision) =
            ($"{Furnace}/marks/m1", V1.MarkCode.Cooling, 1));

        V1.Mark edited = await _service.UpdateMark(new V1.UpdateMarkRequest { Mark = edit }, Call);

        (edited.Revision, edited.Code).ShouldBe((2, V1.MarkCode.Cooling));
        (await StatusOf(_service.UpdateMark(new V1.UpdateMarkRequest { Mark = edit }, Call)))
            .ShouldBe(StatusCode.Aborted);
        V1.Mark found = await _service.GetMark(new V1.GetMarkRequest { Name = edit.Name }, Call);
        found.ShouldBe(edited);
    }

    [Fact]
    public async Task An_edit_of_whichever_revision_follows_one_that_came_meanwhile_and_one_of_a_revision_is_aborted()
    {
        await Create(With(_ => { }), "m1");
        V1.Mark edit = With(mark => mark.Name = $"{Furnace}/marks/m1");
        _grains[Name].BeforeMark = MeanwhileEdited;

        V1.Mark edited = await _service.UpdateMark(new V1.UpdateMarkRequest { Mark = edit }, Call);

        edited.Revision.ShouldBe(3);
        edit.Revision = 3;
        _grains[Name].BeforeMark = MeanwhileEdited;
        (await StatusOf(_service.UpdateMark(new V1.UpdateMarkRequest { Mark = edit }, Call)))
            .ShouldBe(StatusCode.Aborted);
    }

    [Fact]
    public async Task A_factor_that_nobody_measures_at_the_furnace_is_refused_once_any_is_measured()
    {
        V1.Mark mark = With(mark => (mark.Code, mark.Factor) = (V1.MarkCode.CemsMaintenance, "a21025"));
        await Create(mark, "before");
        _grains.Show(Given.PointStatus(Name, 1) with
        {
            Factors = [new FactorStatus { Factor = FactorCode.Parse("a21026") }],
        });

        RpcException refused = await Should.ThrowAsync<RpcException>(() => Create(mark, "m1"));

        refused.Status.Detail.ShouldBe(
            "mark.factor 'a21025' is not measured at incinerators/P-1; measured are a21026");
        mark.Factor = "a21026";
        (await Create(mark, "m1")).Factor.ShouldBe("a21026");
    }

    [Fact]
    public async Task A_point_takes_marks_of_the_monitoring_and_of_its_link_and_no_conditions()
    {
        _grains.Show(Given.Status(Given.Point(1), 1));
        const string point = "points/MN0001-31";

        V1.Mark link = await Create(With(mark => mark.Code = V1.MarkCode.LinkLost), "l1", point);
        RpcException condition = await Should.ThrowAsync<RpcException>(() => Create(With(_ => { }), "m1", point));
        RpcException ofFactor = await Should.ThrowAsync<RpcException>(() => Create(
            With(mark => (mark.Code, mark.Factor) = (V1.MarkCode.LinkLost, "a21026")), "m2", point));

        link.Name.ShouldBe($"{point}/marks/l1");
        condition.Status.Detail.ShouldBe("mark.code 'Stopping' is a condition of a furnace: mark it there");
        ofFactor.Status.Detail.ShouldBe("mark.factor 'a21026' is given, but 通讯中断 is about a whole link");
        (await _service.GetMark(new V1.GetMarkRequest { Name = link.Name }, Call)).ShouldBe(link);
        Ids(await _service.ListMarks(new V1.ListMarksRequest { Parent = point }, Call)).ShouldBe(["l1"]);
    }

    [Fact]
    public async Task A_mark_may_begin_now_and_end_ahead()
    {
        V1.Mark made = await Create(With(mark => (mark.StartTime, mark.EndTime) = (At(10), At(12))), "m1");

        made.EndTime.ShouldBe(At(12));
    }

    [Fact]
    public async Task A_negative_revision_is_refused()
    {
        await Create(With(_ => { }), "m1");
        V1.DeleteMarkRequest delete = Delete("m1");
        delete.Revision = -1;

        (await StatusOf(_service.DeleteMark(delete, Call))).ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task A_deleted_mark_is_gone_but_its_versions_are_kept()
    {
        await Create(With(_ => { }), "m1");

        V1.Mark deleted = await _service.DeleteMark(Delete("m1"), Call);

        (deleted.Deleted, deleted.Revision, deleted.Author, deleted.Reason).ShouldBe((true, 2, "li", "by mistake"));
        _grains[Name].Marks.Count.ShouldBe(2);
        (await StatusOf(_service.GetMark(new V1.GetMarkRequest { Name = deleted.Name }, Call)))
            .ShouldBe(StatusCode.NotFound);
        (await StatusOf(_service.DeleteMark(Delete("m1"), Call))).ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task What_cannot_be_seen_is_named_by_its_code_and_does_not_come_back()
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(
            () => Create(With(mark => mark.Author = "wang\nFAKE"), "m1"));

        refused.Status.Detail.ShouldBe(
            "mark.author 'wang<U+000A>FAKE' has a control character, U+000A: write one line of characters that can be seen");
    }

    [Fact]
    public async Task The_enterprise_neither_edits_nor_deletes_what_the_bureau_made_whichever_revision_it_means()
    {
        await Create(With(mark => mark.Source = V1.MarkSource.Bureau), "m1");
        V1.Mark edit = With(mark => mark.Name = $"{Furnace}/marks/m1");
        V1.DeleteMarkRequest delete = Delete("m1");
        (delete.Source, delete.Revision) = (V1.MarkSource.Enterprise, 1);

        RpcException ofEdit = await Should.ThrowAsync<RpcException>(
            () => _service.UpdateMark(new V1.UpdateMarkRequest { Mark = edit }, Call));
        RpcException ofDelete = await Should.ThrowAsync<RpcException>(() => _service.DeleteMark(delete, Call));

        const string reason = "'Enterprise' may not change incinerators/P-1/marks/m1: the bureau made revision 1 of it, "
            + "and only the bureau edits or deletes what it made";
        (ofEdit.StatusCode, ofEdit.Status.Detail).ShouldBe((StatusCode.InvalidArgument, $"mark.source {reason}"));
        (ofDelete.StatusCode, ofDelete.Status.Detail).ShouldBe((StatusCode.InvalidArgument, $"source {reason}"));
        _grains[Name].Marks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_bureau_changes_what_the_enterprise_made_and_from_then_on_it_is_the_bureaus()
    {
        await Create(With(_ => { }), "m1");
        V1.Mark edit = With(mark => (mark.Name, mark.Source) = ($"{Furnace}/marks/m1", V1.MarkSource.Bureau));
        await _service.UpdateMark(new V1.UpdateMarkRequest { Mark = edit }, Call);
        edit.Source = V1.MarkSource.Enterprise;

        (await StatusOf(_service.UpdateMark(new V1.UpdateMarkRequest { Mark = edit }, Call)))
            .ShouldBe(StatusCode.InvalidArgument);
        (await _service.DeleteMark(Delete("m1"), Call)).Revision.ShouldBe(3);
    }

    [Theory]
    [InlineData(946_655_999)]
    [InlineData(4_102_416_000)]
    public async Task A_list_from_a_time_of_no_year_from_2000_to_2099_is_refused(long seconds)
    {
        var request = new V1.ListMarksRequest { Parent = Furnace, StartTime = new Timestamp { Seconds = seconds } };

        RpcException refused = await Should.ThrowAsync<RpcException>(() => _service.ListMarks(request, Call));

        refused.Status.Detail.ShouldBe($"start_time '{seconds}s' is not a time of the years 2000 to 2099");
    }

    [Fact]
    public async Task Marks_are_listed_page_by_page_in_order_of_start_then_of_id()
    {
        await Create(With(mark => mark.StartTime = At(9)), "a");
        await Create(With(_ => { }), "c");
        await Create(With(mark => mark.EndTime = At(7)), "b");
        var request = new V1.ListMarksRequest { Parent = Furnace, PageSize = 2 };

        V1.ListMarksResponse first = await _service.ListMarks(request, Call);
        request.PageToken = first.NextPageToken;
        V1.ListMarksResponse second = await _service.ListMarks(request, Call);

        Ids(first).ShouldBe(["b", "c"]);
        Ids(second).ShouldBe(["a"]);
        second.NextPageToken.ShouldBeEmpty();
        var seven = new V1.ListMarksRequest { Parent = Furnace, StartTime = At(7), EndTime = At(9) };
        Ids(await _service.ListMarks(seven, Call)).ShouldBe(["c"]);
    }

    void MeanwhileEdited()
    {
        MarkVersion newest = _grains[Name].Marks[^1];
        _grains[Name].Marks.Add(newest with { Mark = newest.Mark with { Revision = newest.Mark.Revision + 1 } });
    }

    static string[] Ids(V1.ListMarksResponse response) => [.. response.Marks.Select(mark => mark.Name.Split('/')[^1])];

    static V1.Mark With(Action<V1.Mark> change)
    {
        var mark = new V1.Mark
        {
            Code = V1.MarkCode.Stopping,
            StartTime = At(6),
            Source = V1.MarkSource.Enterprise,
            Author = "wang",
            Reason = "检修",
        };
        change(mark);
        return mark;
    }

    static V1.DeleteMarkRequest Delete(string id) => new()
    {
        Name = $"{Furnace}/marks/{id}",
        Source = V1.MarkSource.Bureau,
        Author = "li",
        Reason = "by mistake",
    };

    static Timestamp At(int hour) =>
        Timestamp.FromDateTimeOffset(BeijingTime.Of(2026, 3, 2, hour).ToDateTimeOffset());

    static async Task<StatusCode> StatusOf(Task call) =>
        (await Should.ThrowAsync<RpcException>(() => call)).StatusCode;

    Task<V1.Mark> Create(V1.Mark mark, string id, string parent = Furnace) => _service.CreateMark(
        new V1.CreateMarkRequest { Parent = parent, Mark = mark, MarkId = id }, Call);
}
