using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>The shipped clean periods: notice 1 hour, warning 6, exceeded 24.</summary>
public sealed class HysteresisTests
{
    [Fact]
    public void A_level_rises_at_once_and_falls_when_its_clean_period_is_over()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        point.Instant(At(8, 30), Value(So2, 101));
        point.State.Level.ShouldBe(EscalationLevel.Notice);

        // The hour of the instant is over at 9:00; the last word on its ground was at 8:30.
        point.Instant(At(9, 0), Value(So2, 5));
        Status(point).ShouldBe(
            (EscalationLevel.Notice,
                "a21026 over its hourly limit at an instant of this hour; past, kept for its clean period"));
        point.Tick(At(9, 29, 59)).ShouldBeFalse();
        point.State.Level.ShouldBe(EscalationLevel.Notice);

        point.Tick(At(9, 30)).ShouldBeTrue();
        Status(point).ShouldBe((EscalationLevel.Normal, ""));
        point.State.Hold.ShouldBeNull();
    }

    [Fact]
    public void It_falls_step_by_step()
    {
        var point = new PointHost();
        point.Register(
            Record(Upper(So2, LimitPeriod.Hour, 100), Upper(So2, LimitPeriod.Day, 80)), At(0));
        point.TakeAt(At(24, 5), Upload(ObservationKind.Day, Day, Value(So2, 81)));
        point.Instant(At(47, 59), Value(So2, 5));
        point.Instant(At(48), Value(So2, 101));
        point.Host.RestoreFromSnapshot();

        // The day is two days old at 48:00; it is kept until 24 hours after 47:59, the notice for an hour after 48:00.
        point.State.Level.ShouldBe(EscalationLevel.Exceeded);
        // 44 minutes make no hourly mean, which would be a warning.
        for (int minute = 16; minute < 60; minute++)
            point.Instant(At(71, minute), Value(So2, 101));
        point.State.Level.ShouldBe(EscalationLevel.Notice);
        point.Instant(At(72, 58), Value(So2, 5));
        point.State.Level.ShouldBe(EscalationLevel.Notice);
        point.Instant(At(72, 59), Value(So2, 5));
        point.State.Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void Silence_ends_with_the_next_word_of_the_device()
    {
        var point = new PointHost();
        point.Instant(At(8), Value(So2, 5));
        point.Tick(At(9, 0, 1));
        point.State.Level.ShouldBe(EscalationLevel.Notice);

        point.Instant(At(9, 30), Value(So2, 5));

        point.State.Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void What_arrived_by_an_earlier_clock_does_not_make_the_point_silent_sooner()
    {
        var point = new PointHost();
        point.TakeAt(At(9), Upload(ObservationKind.RealTime, At(9), Value(So2, 5)));
        point.TakeAt(At(8), Upload(ObservationKind.RealTime, At(9, 1), Value(So2, 5)));

        point.Tick(At(10));
        point.State.Link.ShouldBe(LinkState.Online);
        point.Tick(At(10, 0, 1));
        (point.State.Link, point.State.LinkSince).ShouldBe((LinkState.Silent, At(9)));
    }

    /// <summary>An instant over the hourly limit and the hour before it over, at one level.</summary>
    static PointHost AtOneLevel(EscalationLevel silent, params FactorCode[] factors)
    {
        var point = new PointHost(PolicyFile.National with
        {
            Levels = LevelTests.WithoutHolding.Levels with
            {
                RealTimeOver = EscalationLevel.Warning,
                HourOver = EscalationLevel.Warning,
                Silent = silent,
            },
        });
        point.Register(Record([.. factors.Select(factor => Upper(factor, LimitPeriod.Hour, 100))]), At(0));
        foreach (FactorCode factor in factors)
            point.Hour(8, Value(factor, 101));
        foreach (FactorCode factor in factors)
            point.Instant(At(9, 2), Value(factor, 101));
        return point;
    }

    [Fact]
    public void Of_two_grounds_at_one_level_the_longer_window_is_named() =>
        Status(AtOneLevel(EscalationLevel.Normal, So2)).ShouldBe(
            (EscalationLevel.Warning, "a21026 hourly mean over its limit today"));

    [Fact]
    public void Of_two_factors_at_one_level_the_lower_code_is_named_whichever_came_first()
    {
        Status(AtOneLevel(EscalationLevel.Normal, So2, Nox)).Reason.ShouldBe("a21002 hourly mean over its limit today");
        Status(AtOneLevel(EscalationLevel.Normal, Nox, So2)).Reason.ShouldBe("a21002 hourly mean over its limit today");
    }

    [Fact]
    public void Silence_is_named_before_other_grounds_at_its_level()
    {
        PointHost point = AtOneLevel(EscalationLevel.Warning, So2);
        point.Tick(At(10, 2, 1));
        Status(point).ShouldBe((EscalationLevel.Warning, "no data"));
    }

    [Fact]
    public void Silence_that_the_policy_makes_nothing_of_is_no_ground()
    {
        PointHost point = AtOneLevel(EscalationLevel.Normal);
        point.Instant(At(9), Value(So2, 5));
        point.Tick(At(10, 0, 1));
        Status(point).ShouldBe((EscalationLevel.Normal, ""));
        point.State.Link.ShouldBe(LinkState.Silent);
    }

    [Fact]
    public void The_day_before_the_newest_holds_a_level_up_and_the_one_before_that_does_not()
    {
        var point = new PointHost(LevelTests.ByReportedDays);
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        point.TakeAt(At(12), Upload(ObservationKind.Day, Day, Value(So2, 81)));
        Status(point).Level.ShouldBe(EscalationLevel.Normal);
        point.Instant(At(13), Value(So2, 5));
        Status(point).Level.ShouldBe(EscalationLevel.Exceeded);
        point.Instant(At(47), Value(So2, 5));
        Status(point).Level.ShouldBe(EscalationLevel.Exceeded);
        point.Instant(At(48), Value(So2, 5));
        Status(point).Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void A_level_that_stays_keeps_the_time_it_began_and_names_its_newest_ground()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100), Upper(Nox, LimitPeriod.Hour, 100)), At(0));
        point.Instant(At(8), Value(So2, 101));
        point.Instant(At(8, 10), Value(Nox, 101));
        (point.State.LevelSince, point.State.CauseFactor).ShouldBe((At(8), Nox));
        point.Hour(8, Value(So2, 101));
        (point.State.LevelSince, point.State.CauseFactor).ShouldBe((At(9, 1), So2));
    }

    [Fact]
    public void An_acknowledged_level_is_news_again_only_when_it_rises()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        Acknowledge(point, "li", "").ShouldBeFalse();
        point.Instant(At(8, 30), Value(So2, 101));

        Acknowledge(point, "li", "").ShouldBeTrue();
        Acknowledge(point, "wang", "").ShouldBeFalse();
        point.Host.RestoreFromSnapshot();
        PointStatus.Of(point.State).Acknowledged.ShouldBe(
            new Acknowledgement("li", At(8, 40), EscalationLevel.Notice, ""));

        point.Hour(8, Value(So2, 101));
        PointStatus.Of(point.State).Acknowledged.ShouldBeNull();
        Acknowledge(point, "wang", "").ShouldBeTrue();
    }

    [Fact]
    public void A_finding_is_acknowledged_until_it_is_withdrawn()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        point.Hour(8, Value(So2, 101));
        string id = point.Findings.Single().Id;

        Acknowledge(point, "li", id).ShouldBeTrue();
        Acknowledge(point, "wang", id).ShouldBeFalse();
        Acknowledge(point, "li", id.Replace("MN1", "MN2", StringComparison.Ordinal)).ShouldBeFalse();
        PointStatus.Of(point.State).AcknowledgedFindings.Select(finding => (finding.By, finding.Finding))
            .ShouldBe([("li", id)]);

        point.Hour(8, Value(So2, 99));
        PointStatus.Of(point.State).AcknowledgedFindings.ShouldBeEmpty();
    }

    [Fact]
    public void The_oldest_of_65_acknowledged_findings_is_forgotten()
    {
        var set = new AcknowledgementSet();
        for (int i = 0; i < 65; i++)
            set.TakeFinding(new Acknowledgement("li", At(i), EscalationLevel.Normal, $"f{99 - i}"));

        set.Findings.Count.ShouldBe(64);
        set.Has("f99").ShouldBeFalse();
    }

    static bool Acknowledge(PointHost point, string by, string finding) =>
        point.Host.Feed(new Acknowledged(by, At(8, 40), finding), At(8, 40));

    static (EscalationLevel Level, string Reason) Status(PointHost point)
    {
        PointStatus status = PointStatus.Of(point.State);
        return (status.Level, status.LevelReason);
    }
}
