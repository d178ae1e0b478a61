using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class PointMarkTests
{
    static readonly PointMarkPolicy Policy = PolicyFile.National.Points.Marks;

    [Theory]
    [InlineData(Coverage.Any, 59, 0b1)]
    [InlineData(Coverage.Any, 60, 0b1)]
    [InlineData(Coverage.Any, 61, 0b11)]
    [InlineData(Coverage.Full, 59, 0b0)]
    [InlineData(Coverage.Full, 60, 0b1)]
    [InlineData(Coverage.Full, 61, 0b1)]
    public void An_hour_is_void_by_touch_or_by_full_cover(Coverage coverage, int minutes, int expected)
    {
        Mark mark = Maintenance("m1", At(0), At(0, minutes));

        MarkRules.VoidHours([mark], Day, So2, Policy with { HourOverlap = coverage }).ShouldBe((uint)expected);
    }

    [Fact]
    public void Minutes_of_two_marks_that_overlap_are_excused_once()
    {
        Mark first = Link("l1", At(2, 10), At(2, 40));
        Mark second = Link("l2", At(2, 30), At(3, 5));

        byte[] excused = MarkRules.ExcusedMinutes([first, second], Day, So2, Policy);

        (excused[1], excused[2], excused[3], excused[4]).ShouldBe(((byte)0, (byte)50, (byte)5, (byte)0));
    }

    [Fact]
    public void No_more_is_excused_than_is_missing_and_on_time_has_its_own_missing()
    {
        var hours = new HourCount[24];
        hours[0] = new HourCount(Received: 40, Valid: 40, OnTime: 10, OnTimeValid: 10, Stopped: 0, IsOfMinutes: true);
        var excused = new byte[24];
        excused[0] = 60;

        TransmissionCounts counts = TransmissionRules.OfDay(
            hours, So2, PolicyFile.National.Points.Transmission, voidHours: 0, excused, stopped: []);

        // 20 of the hour's 60 minutes never came, 50 not on time.
        counts.Completed.ShouldBe(new TransmissionCount(1440 - 20, 40, 40));
        counts.OnTime.ShouldBe(new TransmissionCount(1440 - 50, 10, 10));
    }

    [Fact]
    public void A_marked_hour_says_so_and_a_finding_on_it_is_withdrawn_for_it()
    {
        PointHost point = Over();

        Take(point, Maintenance("m1", At(5), At(6)), At(9)).ShouldBeTrue();

        point.Findings[^1].State.ShouldBe(FindingState.Withdrawn);
        point.Findings[^1].Reason.ShouldBe("a21026 hour mean does not count any more: it is marked");
        point.DayOf(Day).Find(0)!.Hour(5).Cause.ShouldBe(VoidCause.Marked);
        point.DayOf(Day).Find(0)!.Reported(5).Cause.ShouldBe(VoidCause.None);
    }

    [Fact]
    public void A_deleted_mark_lets_the_hour_count_again()
    {
        PointHost point = Over();
        Mark mark = Maintenance("m1", At(5), At(6));
        Take(point, mark, At(9));
        point.Host.RestoreFromSnapshot();

        Take(point, mark with { Revision = 2, IsDeleted = true }, At(10));

        point.Findings[^1].State.ShouldBe(FindingState.Raised);
        point.Findings[^1].Value.ShouldBe((Exact)200m);
    }

    [Fact]
    public void A_mark_without_effect_leaves_a_settled_day_as_it_was_judged_whatever_policy_came_since()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 50)), At(0));
        for (int hour = 0; hour < 19; hour++)
            point.Hour(hour, Value(So2, 60));
        point.Tick(At(37));
        Policy later = PolicyFile.National with { Means = PolicyFile.National.Means with { DayHours = 18 } };
        point.Host.Policy = later;

        Take(point, Maintenance("late", At(22), At(23)), At(40)).ShouldBeTrue();

        // 19 hours of 60 are no day by the 20 hours of its time, and would be one over 50 by the 18 of today.
        point.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_revision_is_taken_once()
    {
        PointHost point = Over();
        Take(point, Maintenance("m1", At(5), At(6)), At(9));

        Take(point, Maintenance("m1", At(7), At(8)), At(9)).ShouldBeFalse();
    }

    [Fact]
    public void A_point_without_marks_has_no_page_of_them_and_a_marked_one_shows_those_of_these_days()
    {
        PointHost point = Over();
        point.State.Pages.Contains(PointMarks.Only).ShouldBeFalse();

        Take(point, Maintenance("old", At(-48), At(-24)), At(9));
        Take(point, Link("new", At(7), default), At(9));

        PointStatus.Of(point.State).Marks.Select(version => version.Mark.Id).ShouldBe(["new"]);
        point.State.Marks!.Set.Newest.Count().ShouldBe(2);
    }

    [Fact]
    public void The_order_in_which_hours_and_marks_arrive_does_not_matter()
    {
        Mark first = Maintenance("m1", At(3), At(6));
        (EntryBody Body, BeijingTime At)[] entries =
        [
            .. Enumerable.Range(0, 24).Select(hour => (
                (EntryBody)new Observed(Upload(
                    Observations.ObservationKind.Hour, At(hour), Value(So2, 70 + 5 * hour), Value(Nox, 90))),
                At(26))),
            (new Marked(first), At(26)),
            (new Marked(first with { End = At(7), Revision = 2 }), At(27)),
            (new Marked(Maintenance("m2", At(20), At(22)) with { Factor = Nox }), At(28)),
            (new Marked(Link("l1", At(22), default)), At(37)),
        ];
        var point = new PointHost();
        string expected = Verdicts(point, entries);

        Gen.Shuffle(entries).Sample(
            shuffled => Verdicts(new PointHost(), shuffled).ShouldBe(expected), iter: 30, threads: 1);
        // 70, 75, .., 185 without hours 3 to 6: (3060 - 370) / 20.
        expected.ShouldContain("limit.day a21026 2026-03-10T00:00:00+08:00 134.5");
    }

    static string Verdicts(PointHost point, (EntryBody Body, BeijingTime At)[] entries)
    {
        point.Register(
            Record(Upper(So2, LimitPeriod.Hour, 100), Upper(So2, LimitPeriod.Day, 80), Upper(Nox, LimitPeriod.Day, 80)),
            At(0));
        foreach ((EntryBody body, BeijingTime at) in entries)
            point.Host.Feed(body, at);
        point.TakeAt(At(38), Upload(Observations.ObservationKind.Hour, At(36), Value(So2, 1)));
        point.Tick(At(38));
        return string.Join('\n', point.Findings
            .GroupBy(finding => finding.Id).OrderBy(versions => versions.Key, StringComparer.Ordinal)
            .Select(versions => versions.Last())
            .Where(finding => finding.State != FindingState.Withdrawn)
            .Select(finding => $"{finding.Rule} {finding.Factor} {finding.WindowStart} {finding.Value}"));
    }

    static PointHost Over()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        point.Hour(5, Value(So2, 200));
        point.Hour(6, Value(So2, 50));
        return point;
    }

    static bool Take(PointHost point, Mark mark, BeijingTime at) => point.Host.Feed(new Marked(mark), at);

    static Mark Maintenance(string id, BeijingTime from, BeijingTime to) => new()
    {
        Id = id,
        Code = MarkCode.CemsMaintenance,
        Factor = So2,
        Start = from,
        End = to,
        Source = MarkSource.Enterprise,
        Author = "wang",
    };

    static Mark Link(string id, BeijingTime from, BeijingTime to) =>
        Maintenance(id, from, to) with { Code = MarkCode.LinkLost, Factor = default };
}
