using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>
/// A day that was settled is judged by the policy of then, whatever has it judged again under another one.
/// </summary>
public sealed class SettledDayTests
{
    static readonly BeijingTime Settled = At(37);

    // Daily means: SO2 50, NOx 100.
    static readonly Policy One = Limited("one", so2: 50, nox: 100);
    static readonly Policy Strict = Limited("strict", so2: 40, nox: 70);
    static readonly Policy Loose = Limited("loose", so2: 90, nox: 200);

    [Fact]
    public void A_sample_that_comes_under_a_stricter_policy_judges_the_day_by_the_policy_of_then()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        Put(point, Strict, At(40));

        Sample(point, 46, At(50));

        // (23 x 45 + 46) / 24 = 45.04: over the 40 of today, within the 50 of then.
        point.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_exceedance_names_the_policy_that_the_day_was_settled_under_and_its_limit()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        Put(point, Strict, At(40));

        Sample(point, 200, At(50));

        // (23 x 45 + 200) / 24 = 51.458333; nitrogen oxides, 80, are not told again by the 70 of today.
        Finding found = point.Findings.ShouldHaveSingleItem();
        (found.Rule, found.Factor, found.PolicyVersion, found.Limit, found.Standing)
            .ShouldBe((FindingRules.Day, So2, "one", (Exact)50m, FindingStanding.Final));
    }

    [Fact]
    public void An_exceedance_is_not_lost_under_a_looser_policy()
    {
        PointHost point = SettledAt(so2: 60, nox: 120);
        Put(point, Loose, At(40));
        int before = point.Findings.Count;

        Sample(point, 84, At(50));

        // (23 x 60 + 84) / 24 = 61.
        Finding revised = point.Findings.Skip(before).ShouldHaveSingleItem();
        (revised.State, revised.Factor, revised.Value, revised.PolicyVersion)
            .ShouldBe((FindingState.Revised, So2, (Exact)61m, "one"));
    }

    [Fact]
    public void An_hour_that_comes_late_or_is_corrected_judges_the_day_by_the_policy_of_then()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        Put(point, Strict, At(40));

        point.TakeAt(At(50), Upload(ObservationKind.Hour, At(5), Value(So2, 46), Value(Nox, 81)));
        point.TakeAt(At(51), Upload(ObservationKind.Day, Day, Value(So2, 45.1m)));

        point.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Minutes_that_come_late_make_an_hour_by_the_validity_of_then()
    {
        var point = new PointHost(One);
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        point.Minutes(5, 0, 40, Value(So2, 120));
        point.TakeAt(At(7), Upload(ObservationKind.Hour, At(6), Value(So2, 1)));
        point.TakeAt(At(36), Upload(ObservationKind.Hour, At(34), Value(So2, 1)));
        point.Tick(Settled);
        Put(point, One with { Version = "short", Means = One.Means with { HourMinutes = 30 } }, At(40));

        point.TakeAt(At(50), Minute(At(5, 40), 1, Value(So2, 120)));

        // 41 minutes of the 45 of then.
        point.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_limit_that_is_dated_back_judges_the_day_beside_the_limits_of_then()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        Put(point, Strict, At(40));

        point.Register(Record(Upper(So2, LimitPeriod.Day, 45) with { ValidFrom = Day.Date }), At(50));
        point.Findings.ShouldBeEmpty();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 44) with { ValidFrom = Day.Date }), At(51));

        Finding found = point.Findings.ShouldHaveSingleItem();
        (found.Factor, found.Limit, found.PolicyVersion).ShouldBe((So2, (Exact)44m, "one"));
    }

    [Fact]
    public void A_mark_has_effect_on_a_day_by_the_policy_of_then_and_so_has_its_withdrawal()
    {
        Policy late = One with { Version = "late", Marks = One.Marks with { Late = LateMarks.Effective } };
        PointHost point = SettledAt(late, so2: 45, nox: 80);
        point.TakeAt(At(38), Upload(ObservationKind.Hour, At(5), Value(So2, 500)));
        point.Findings[^1].State.ShouldBe(FindingState.Raised);
        Put(point, Strict, At(40));

        Take(point, Maintenance(revision: 1, isDeleted: false), At(50));
        (point.Findings[^1].State, point.Findings[^1].PolicyVersion).ShouldBe((FindingState.Withdrawn, "late"));
        Take(point, Maintenance(revision: 2, isDeleted: true), At(51));

        (point.Findings[^1].State, point.Findings[^1].PolicyVersion).ShouldBe((FindingState.Raised, "late"));
        point.Findings.ShouldAllBe(finding => finding.Factor == So2);
    }

    [Fact]
    public void A_day_is_counted_again_by_the_transmission_of_then()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        TransmissionPolicy strict = One.Points.Transmission with { Minimum = 1, ToleratedMinutes = 0 };
        point.TakeAt(At(62), Upload(ObservationKind.Hour, At(60), Value(So2, 1), Value(Nox, 1)));
        for (int hour = 24; hour < 47; hour++)
            point.TakeAt(At(63), Upload(ObservationKind.Hour, At(hour), Value(So2, 45), Value(Nox, 80)));
        point.Tick(At(63));
        point.Findings.ShouldBeEmpty();
        Put(point, One with { Version = "strict", Points = One.Points with { Transmission = strict } }, At(64));

        point.TakeAt(At(65), Upload(ObservationKind.Hour, At(30), Value(So2, 46), Value(Nox, 81)));

        // 23 of 24 hours, 95.8 %.
        point.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_day_is_looked_at_again_by_the_detectors_of_then()
    {
        WatchedPoint watched = new WatchedPoint().Usual(30).Hours(3, static _ => [Value(So2, 0m)]).Usual(31);
        PersistencePolicy lasting = PolicyFile.National.Detectors.Zero.Lasting with { OddHours = 3 };
        DetectorPolicy strict = PolicyFile.National.Detectors with
        {
            Zero = PolicyFile.National.Detectors.Zero with { Lasting = lasting },
        };
        watched.Point.State.Watched.SeenTo.ShouldBe(At(48).DayNumber);
        Put(watched.Point, PolicyFile.National with { Version = "strict", Detectors = strict }, At(64));

        watched.Point.TakeAt(At(64), Upload(ObservationKind.Hour, At(40), Value(So2, 81)));
        watched.Usual(24);

        // Three hours of zero, of the four of then.
        watched.Leads.ShouldBeEmpty();
    }

    [Fact]
    public void Days_that_are_not_settled_are_judged_by_the_new_policy()
    {
        var point = new PointHost(One);
        point.Register(Record(), At(0));
        for (int hour = 0; hour < 30; hour++)
            point.Hour(hour, Value(So2, 45), Value(Nox, 80));

        Put(point, Strict, At(32));
        point.Tick(Settled);

        point.Findings.Where(finding => finding.Rule == FindingRules.Day && finding.WindowStart == Day)
            .GroupBy(finding => finding.Factor).Select(versions => versions.Last())
            .ShouldAllBe(finding => finding.PolicyVersion == "strict" && finding.Standing == FindingStanding.Final);
        point.Findings.Where(finding => finding.Rule == FindingRules.Day && finding.State == FindingState.Raised)
            .Select(finding => finding.Factor).ShouldBe([So2, Nox]);
    }

    [Fact]
    public void Each_day_is_judged_by_the_policy_of_its_own_settlement()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        Put(point, Strict, At(40));
        for (int hour = 24; hour < 60; hour++)
            point.Hour(hour, Value(So2, 30), Value(Nox, 60));
        point.Tick(At(61));
        Put(point, Loose, At(64));

        Sample(point, 200, At(70));
        Sample(point, 500, At(71), day: 1);

        // (23 x 45 + 200) / 24 = 51.46 > 50; (23 x 30 + 500) / 24 = 49.58 > 40.
        point.Findings.Where(finding => finding.Rule == FindingRules.Day)
            .Select(finding => (finding.WindowStart, finding.PolicyVersion, finding.Limit))
            .ShouldBe([(Day, "one", (Exact)50m), (At(24), "strict", (Exact)40m)]);
    }

    [Fact]
    public void A_policy_that_settled_nothing_judges_nothing()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        Put(point, Strict, At(40));
        Put(point, Loose, At(41));

        Sample(point, 200, At(50));

        point.Findings.ShouldHaveSingleItem().PolicyVersion.ShouldBe("one");
    }

    [Fact]
    public void Days_before_a_point_is_heard_of_are_judged_by_the_policy_that_it_was_first_heard_under()
    {
        var point = new PointHost(One);
        point.Register(Record(), At(40));
        Put(point, Strict, At(41));

        for (int hour = 0; hour < 24; hour++)
            point.TakeAt(At(42), Upload(ObservationKind.Hour, At(hour), Value(So2, 45), Value(Nox, 60)));
        point.TakeAt(At(43), Upload(ObservationKind.Hour, At(41), Value(So2, 1)));

        point.Findings.ShouldHaveSingleItem().PolicyVersion.ShouldBe("strict");
    }

    [Fact]
    public void The_policy_of_a_day_outlives_a_snapshot()
    {
        string live = Hash(restores: false);

        Hash(restores: true).ShouldBe(live);
    }

    [Fact]
    public void Counters_over_days_go_by_the_policy_in_force_over_the_verdicts_as_they_stand()
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        SupervisionPolicy strict = One.Points.Supervision with { ConsecutiveDays = 1, CumulativeDays = 1 };
        Put(point, Strict with { Version = "serious", Points = One.Points with { Supervision = strict } }, At(40));

        Sample(point, 200, At(50));

        point.Findings.Select(finding => (finding.Rule, finding.PolicyVersion))
            .ShouldBe([(FindingRules.Day, "one"), (FindingRules.Serious, "serious")]);
    }

    static string Hash(bool restores)
    {
        PointHost point = SettledAt(so2: 45, nox: 80);
        Put(point, Strict, At(40));
        if (restores)
            point.Host.RestoreFromSnapshot();
        Put(point, Loose, At(41));
        if (restores)
            point.Host.RestoreFromSnapshot();
        Sample(point, 200, At(50));
        point.Findings.ShouldHaveSingleItem().PolicyVersion.ShouldBe("one");
        return point.Host.StateHash();
    }

    static PointHost SettledAt(decimal so2, decimal nox) => SettledAt(One, so2, nox);

    static PointHost SettledAt(Policy policy, decimal so2, decimal nox)
    {
        var point = new PointHost(policy);
        point.Register(Record(), At(0));
        for (int hour = 0; hour < 24; hour++)
            point.Hour(hour, Value(So2, so2), Value(Nox, nox));
        point.Hour(34, Value(So2, 1), Value(Nox, 1));
        point.Tick(Settled);
        return point;
    }

    static void Put(PointHost point, Policy policy, BeijingTime at)
    {
        point.Host.EvictAll();
        point.Host.Policy = policy;
        point.Host.Feed(new PolicyPut(policy.Version), at);
        point.Host.EvictAll();
    }

    static void Sample(PointHost point, decimal value, BeijingTime at, int day = 0) => Take(point, new Mark
    {
        Id = $"s{day}",
        Code = MarkCode.ManualMonitoring,
        Factor = So2,
        Start = At(24 * day + 5),
        End = At(24 * day + 6),
        Source = MarkSource.Bureau,
        Author = "li",
        Sample = new ManualSample(SamplePurpose.Enforcement, value, Exact.None, "HJ 57-2017"),
    }, at);

    static Mark Maintenance(int revision, bool isDeleted) => new()
    {
        Id = "m1",
        Code = MarkCode.CemsMaintenance,
        Factor = So2,
        Start = At(5),
        End = At(6),
        Source = MarkSource.Enterprise,
        Author = "wang",
        Revision = revision,
        IsDeleted = isDeleted,
    };

    static void Take(PointHost point, Mark mark, BeijingTime at) =>
        point.Host.Feed(new Marked(mark), at).ShouldBeTrue();

    static Policy Limited(string version, decimal so2, decimal nox) => PolicyFile.National with
    {
        Version = version,
        Limits = [Daily(So2, so2), Daily(Nox, nox)],
    };

    static PolicyLimit Daily(FactorCode factor, decimal bound) => new()
    {
        Factor = factor,
        Day = bound,
        Clause = "DB13/1",
        Source = "test",
    };
}
