using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static Qianliyan.Api.Tests.Marks.MarkHost;

namespace Qianliyan.Api.Tests.Marks;

public sealed class MarkServiceTests : IDisposable
{
    const string Furnace = "incinerators/P-1";
    static readonly TwinName Name = TwinName.Of(new IncineratorId("P", "1"));
    static readonly Timestamp Six = At(6);

    readonly MarkHost _marks = new(Name);

    public void Dispose() => _marks.Dispose();

    public static TheoryData<string, V1.Mark> BadMarks => new()
    {
        { "mark.code", With(mark => mark.Code = V1.MarkCode.Unspecified) },
        { "mark.code", With(mark => mark.Code = (V1.MarkCode)9) },
        { "mark.factor", With(mark => mark.Factor = "a21026") },
        { "mark.factor", With(mark => (mark.Code, mark.Factor) = (V1.MarkCode.CemsMaintenance, "too long a code")) },
        { "mark.factor", With(mark => (mark.Code, mark.Factor) = (V1.MarkCode.CemsMaintenance, "zz999")) },
        { "mark.deleted", With(mark => mark.Deleted = true) },
        { "mark.mark_time", With(mark => mark.MarkTime = At(8)) },
        { "mark.entry", With(mark => mark.Entry = 1) },
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
    };

    [Theory]
    [MemberData(nameof(BadMarks))]
    public async Task A_bad_mark_is_refused_with_the_field_named(string field, V1.Mark mark)
    {
        await Refused(_marks.Create(mark, "m1"), field);

        _marks.Marks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/b", "mark_id")]
    [InlineData("检修", "mark_id")]
    public async Task A_bad_id_is_refused(string id, string field)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => _marks.Create(With(_ => { }), id));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.Status.Detail.ShouldStartWith($"{field} '{id}'");
    }

    [Fact]
    public async Task Every_code_of_the_rules_can_be_marked_and_comes_back()
    {
        foreach (V1.MarkCode code in System.Enum.GetValues<V1.MarkCode>().Where(code => code != V1.MarkCode.Unspecified))
            (await _marks.Create(With(mark => mark.Code = code), $"m-{code}")).Code.ShouldBe(code);

        _marks.Marks.Select(held => held.Mark.Code).ShouldBe(System.Enum.GetValues<MarkCode>());
    }

    [Fact]
    public async Task A_mark_keeps_what_was_said_and_gets_an_id_where_none_was_given()
    {
        V1.Mark made = await _marks.Create(With(mark => mark.EndTime = At(7)), "");

        made.Name.ShouldStartWith($"{Furnace}/marks/");
        made.Name.Length.ShouldBe($"{Furnace}/marks/".Length + 32);
        Mark held = _marks.Marks.Single().Mark;
        held.Start.ShouldBe(BeijingTime.Of(2026, 3, 2, 6));
        held.End.ShouldBe(BeijingTime.Of(2026, 3, 2, 7));
        (held.Source, held.Author, held.Reason, held.Revision).ShouldBe((MarkSource.Enterprise, "wang", "检修", 1));
        (made.Term, made.Revision, made.MarkTime).ShouldBe(("停炉", 1, At(8)));
    }

    [Fact]
    public async Task An_id_that_was_taken_is_refused_also_after_the_mark_was_deleted()
    {
        await _marks.Create(With(_ => { }), "m1");
        (await StatusOf(_marks.Create(With(_ => { }), "m1"))).ShouldBe(StatusCode.AlreadyExists);

        await _marks.Delete(Delete("m1"));

        (await StatusOf(_marks.Create(With(_ => { }), "m1"))).ShouldBe(StatusCode.AlreadyExists);
    }

    [Fact]
    public async Task A_furnace_that_nobody_told_anything_is_not_found()
    {
        var request = new V1.CreateMarkRequest { Parent = "incinerators/P-2", Mark = With(_ => { }) };

        (await StatusOf(_marks.Service.CreateMark(request, Call))).ShouldBe(StatusCode.NotFound);
        (await StatusOf(_marks.List(new V1.ListMarksRequest { Parent = "incinerators/P-2" }))).ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task An_edit_makes_the_next_revision_and_one_of_an_old_revision_is_aborted()
    {
        await _marks.Create(With(_ => { }), "m1");
        V1.Mark edit = With(mark => (mark.Name, mark.Code, mark.Revision) =
            ($"{Furnace}/marks/m1", V1.MarkCode.Cooling, 1));

        V1.Mark edited = await _marks.Update(edit);

        (edited.Revision, edited.Code).ShouldBe((2, V1.MarkCode.Cooling));
        (await StatusOf(_marks.Update(edit))).ShouldBe(StatusCode.Aborted);
        V1.Mark found = await _marks.Get(edit.Name);
        found.ShouldBe(edited);
    }

    [Fact]
    public async Task An_edit_and_a_deletion_that_another_edit_overtakes_are_told_both_revisions()
    {
        await _marks.Create(With(_ => { }), "m1");
        V1.Mark edit = With(mark => (mark.Name, mark.Revision) = ($"{Furnace}/marks/m1", 1));

        _marks.Grains[Name].BeforeMark = MeanwhileEdited;
        RpcException ofEdit = await Should.ThrowAsync<RpcException>(() => _marks.Update(edit));
        _marks.Grains[Name].BeforeMark = MeanwhileEdited;
        RpcException ofDelete = await Should.ThrowAsync<RpcException>(() => _marks.Delete(Delete("m1", revision: 2)));

        (ofEdit.StatusCode, ofEdit.Status.Detail).ShouldBe((
            StatusCode.Aborted, "incinerators/P-1/marks/m1 is at revision 2, not 1: read it again"));
        (ofDelete.StatusCode, ofDelete.Status.Detail).ShouldBe((
            StatusCode.Aborted, "incinerators/P-1/marks/m1 is at revision 3, not 2: read it again"));
    }

    [Theory]
    [InlineData(0, "'0' is missing: name the revision that is replaced")]
    [InlineData(-1, "'-1' is negative")]
    public async Task An_edit_or_a_deletion_that_names_no_revision_is_refused(int revision, string reason)
    {
        await _marks.Create(With(_ => { }), "m1");
        V1.Mark edit = With(mark => (mark.Name, mark.Revision) = ($"{Furnace}/marks/m1", revision));

        RpcException ofEdit = await Should.ThrowAsync<RpcException>(() => _marks.Update(edit));
        RpcException ofDelete = await Should.ThrowAsync<RpcException>(() => _marks.Delete(Delete("m1", revision)));

        (ofEdit.StatusCode, ofEdit.Status.Detail).ShouldBe((StatusCode.InvalidArgument, $"mark.revision {reason}"));
        (ofDelete.StatusCode, ofDelete.Status.Detail).ShouldBe((StatusCode.InvalidArgument, $"revision {reason}"));
        _marks.Marks.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_factor_that_nobody_measures_at_the_furnace_is_refused_once_any_is_measured()
    {
        V1.Mark mark = With(mark => (mark.Code, mark.Factor) = (V1.MarkCode.CemsMaintenance, "a21024"));
        await _marks.Create(mark, "before");
        _marks.Grains.Show(Given.PointStatus(Name, 1) with
        {
            Factors = [new FactorStatus { Factor = FactorCode.Parse("a21026") }],
        });

        RpcException refused = await Should.ThrowAsync<RpcException>(() => _marks.Create(mark, "m1"));

        refused.Status.Detail.ShouldBe(
            "mark.factor 'a21024' is not measured at incinerators/P-1; measured are a21026");
        mark.Factor = "a21026";
        (await _marks.Create(mark, "m1")).Factor.ShouldBe("a21026");
    }

    [Fact]
    public async Task A_point_takes_marks_of_the_monitoring_and_of_its_link_and_no_conditions()
    {
        _marks.Grains.Show(Given.Status(Given.Point(1), 1));
        const string point = "points/MN0001-31";

        V1.Mark link = await _marks.Create(With(mark => mark.Code = V1.MarkCode.LinkLost), "l1", Given.Point(1));
        RpcException condition = await Should.ThrowAsync<RpcException>(() => _marks.Create(With(_ => { }), "m1", Given.Point(1)));
        RpcException ofFactor = await Should.ThrowAsync<RpcException>(() => _marks.Create(
            With(mark => (mark.Code, mark.Factor) = (V1.MarkCode.LinkLost, "a21026")), "m2", Given.Point(1)));

        link.Name.ShouldBe($"{point}/marks/l1");
        condition.Status.Detail.ShouldBe("mark.code 'Stopping' is a condition of a furnace: mark it there");
        ofFactor.Status.Detail.ShouldBe("mark.factor 'a21026' is given, but 通讯中断 is about a whole link");
        (await _marks.Get(link.Name)).ShouldBe(link);
        Ids(await _marks.List(new V1.ListMarksRequest { Parent = point })).ShouldBe(["l1"]);
    }

    [Fact]
    public async Task A_mark_may_begin_now_and_end_ahead()
    {
        V1.Mark made = await _marks.Create(With(mark => (mark.StartTime, mark.EndTime) = (At(10), At(12))), "m1");

        made.EndTime.ShouldBe(At(12));
    }

    public static TheoryData<string, Action<V1.Mark>> BadEdits => new()
    {
        { "mark.deleted", mark => mark.Deleted = true },
        { "mark.mark_time", mark => mark.MarkTime = At(3) },
        { "mark.entry", mark => mark.Entry++ },
    };

    [Theory]
    [MemberData(nameof(BadEdits))]
    public async Task An_edit_that_says_what_only_the_server_gives_is_refused(string field, Action<V1.Mark> change)
    {
        V1.Mark read = await _marks.Create(With(_ => { }), "m1");
        change(read);

        await Refused(_marks.Update(read), field);

        _marks.Marks.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mark_that_was_read_may_be_sent_back_with_changes()
    {
        V1.Mark read = await _marks.Create(With(_ => { }), "m1");
        read.Reason = "another";

        (await _marks.Update(read)).Revision.ShouldBe(2);
    }

    [Theory]
    [InlineData(1, 6, 1, 8, false, "")]
    [InlineData(2, 6, 2, 8, true, "came after 2026-03-01T12:00:00+08:00, the deadline for marks of 2026-02-28: on days up to then it is kept without effect, and no verdict changes")]
    [InlineData(2, 6, 0, 8, true, "came after 2026-03-01T12:00:00+08:00, the deadline for marks of 2026-02-28: on days up to then it is kept without effect, and no verdict changes; it has effect from 2026-03-01 on")]
    public async Task A_mark_that_comes_after_its_deadline_is_told_so(
        int fromDaysAgo, int fromHour, int toDaysAgo, int toHour, bool isLate, string note)
    {
        V1.Mark made = await _marks.Create(
            With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(fromDaysAgo, fromHour), DaysAgo(toDaysAgo, toHour))), "m1");

        made.Late.ShouldBe(isLate);
        string.Join("; ", made.Notes).ShouldBe(note);
    }

    [Fact]
    public async Task A_late_deletion_leaves_what_was_marked_in_time()
    {
        await _marks.Create(With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(3, 6), DaysAgo(3, 7))), "m1");

        V1.Mark deleted = await _marks.Delete(Delete("m1"));

        (deleted.Late, deleted.Notes.Single()).ShouldBe((true,
            "came after 2026-02-28T12:00:00+08:00, the deadline for marks of 2026-02-27: on days up to then what was marked in time stands, "
            + "and no verdict changes"));
    }

    [Fact]
    public async Task Conditions_that_overlap_are_named_with_the_one_that_counts()
    {
        await _marks.Create(With(mark => (mark.Code, mark.StartTime, mark.EndTime) = (V1.MarkCode.Starting, At(0), At(4))), "m1");

        V1.Mark normal = await _marks.Create(
            With(mark => (mark.Code, mark.StartTime, mark.EndTime) = (V1.MarkCode.Normal, At(3), At(5))), "m2");
        V1.Mark behind = await _marks.Create(
            With(mark => (mark.Code, mark.StartTime, mark.EndTime) = (V1.MarkCode.Idle, At(5), At(6))), "m3");

        normal.Notes.ShouldBe(
        [
            "overlaps incinerators/P-1/marks/m1, 启炉 from 2026-03-02T00:00:00+08:00 to 2026-03-02T04:00:00+08:00: while both hold the one "
            + "that began last counts, 正常运行",
        ]);
        behind.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_mark_is_gone_but_its_versions_are_kept()
    {
        await _marks.Create(With(_ => { }), "m1");

        V1.Mark deleted = await _marks.Delete(Delete("m1"));

        (deleted.Deleted, deleted.Revision, deleted.Author, deleted.Reason).ShouldBe((true, 2, "li", "by mistake"));
        _marks.Marks.Count.ShouldBe(2);
        (await StatusOf(_marks.Get(deleted.Name))).ShouldBe(StatusCode.NotFound);
        (await StatusOf(_marks.Delete(Delete("m1")))).ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task What_cannot_be_seen_is_named_by_its_code_and_does_not_come_back()
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(
            () => _marks.Create(With(mark => mark.Author = "wang\nFAKE"), "m1"));

        refused.Status.Detail.ShouldBe(
            "mark.author 'wang<U+000A>FAKE' has a control character, U+000A: write one line of characters that can be seen");
    }

    [Fact]
    public async Task The_enterprise_neither_edits_nor_deletes_what_the_bureau_made()
    {
        await _marks.Create(With(mark => mark.Source = V1.MarkSource.Bureau), "m1");
        V1.Mark edit = With(mark => (mark.Name, mark.Revision) = ($"{Furnace}/marks/m1", 1));
        V1.DeleteMarkRequest delete = Delete("m1");
        delete.Source = V1.MarkSource.Enterprise;

        RpcException ofEdit = await Should.ThrowAsync<RpcException>(() => _marks.Update(edit));
        RpcException ofDelete = await Should.ThrowAsync<RpcException>(() => _marks.Delete(delete));

        const string reason = "'Enterprise' may not change incinerators/P-1/marks/m1: the bureau made revision 1 of it, "
            + "and only the bureau edits or deletes what it made";
        (ofEdit.StatusCode, ofEdit.Status.Detail).ShouldBe((StatusCode.InvalidArgument, $"mark.source {reason}"));
        (ofDelete.StatusCode, ofDelete.Status.Detail).ShouldBe((StatusCode.InvalidArgument, $"source {reason}"));
        _marks.Marks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_bureau_changes_what_the_enterprise_made_and_from_then_on_it_is_the_bureaus()
    {
        await _marks.Create(With(_ => { }), "m1");
        V1.Mark edit = With(mark => (mark.Name, mark.Source, mark.Revision) =
            ($"{Furnace}/marks/m1", V1.MarkSource.Bureau, 1));
        await _marks.Update(edit);
        (edit.Source, edit.Revision) = (V1.MarkSource.Enterprise, 2);

        (await StatusOf(_marks.Update(edit))).ShouldBe(StatusCode.InvalidArgument);
        (await _marks.Delete(Delete("m1", revision: 2))).Revision.ShouldBe(3);
    }

    [Theory]
    [InlineData(946_655_999)]
    [InlineData(4_102_416_000)]
    public async Task A_list_from_a_time_of_no_year_from_2000_to_2099_is_refused(long seconds)
    {
        var request = new V1.ListMarksRequest { Parent = Furnace, StartTime = new Timestamp { Seconds = seconds } };

        RpcException refused = await Should.ThrowAsync<RpcException>(() => _marks.List(request));

        refused.Status.Detail.ShouldBe($"start_time '{seconds}s' is not a time of the years 2000 to 2099");
    }

    [Fact]
    public async Task Marks_are_listed_page_by_page_in_order_of_start_then_of_id()
    {
        await _marks.Create(With(mark => mark.StartTime = At(9)), "a");
        await _marks.Create(With(_ => { }), "c");
        await _marks.Create(With(mark => mark.EndTime = At(7)), "b");
        var request = new V1.ListMarksRequest { Parent = Furnace, PageSize = 2 };

        V1.ListMarksResponse first = await _marks.List(request);
        request.PageToken = first.NextPageToken;
        V1.ListMarksResponse second = await _marks.List(request);

        Ids(first).ShouldBe(["b", "c"]);
        Ids(second).ShouldBe(["a"]);
        second.NextPageToken.ShouldBeEmpty();
        var seven = new V1.ListMarksRequest { Parent = Furnace, StartTime = At(7), EndTime = At(9) };
        Ids(await _marks.List(seven)).ShouldBe(["c"]);
    }

    void MeanwhileEdited()
    {
        MarkVersion newest = _marks.Marks[^1];
        _marks.Marks.Add(newest with { Mark = newest.Mark with { Revision = newest.Mark.Revision + 1 } });
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

    static V1.DeleteMarkRequest Delete(string id) => Delete(id, revision: 1);

    static V1.DeleteMarkRequest Delete(string id, int revision) => new()
    {
        Name = $"{Furnace}/marks/{id}",
        Source = V1.MarkSource.Bureau,
        Author = "li",
        Reason = "by mistake",
        Revision = revision,
    };
}
