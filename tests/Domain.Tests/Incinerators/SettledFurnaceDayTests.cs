using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

/// <summary>
/// A day of a furnace that was settled is judged by the policy of then, whatever has it judged again under another one.
/// In these policies late marks have effect.
/// </summary>
public sealed class SettledFurnaceDayTests
{
    const string DayLimit = "furnace.day.limit";
    const string Temperature = "furnace.temperature";

    static readonly Policy One = Limited("one", so2: 80, nox: 250, celsius: 850);
    static readonly Policy Strict = Limited("strict", so2: 60, nox: 150, celsius: 880);
    static readonly Policy Loose = Limited("loose", so2: 200, nox: 500, celsius: 800);

    readonly FurnaceHost _furnace = new(One);

    [Fact]
    public void A_mark_that_comes_under_a_stricter_policy_judges_the_day_by_the_policy_of_then()
    {
        Settle(so2: 70, nox: 200, celsius: 860);
        Put(Strict);

        Mark(MarkCode.Fault, 0, 1);

        // Over the 60 and 150 of today and below its 880, within the 80 and 250 of then and above its 850.
        _furnace.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_exceedance_names_the_policy_that_the_day_was_settled_under_and_its_limit()
    {
        Settle(so2: 70, nox: 200, celsius: 860);
        Put(Strict);

        Late(Teller.So2, 400);

        // (23 x 70 + 400) / 24 = 83.75.
        Finding found = _furnace.Findings.ShouldHaveSingleItem();
        (found.Rule, found.Factor, found.Value, found.Limit, found.PolicyVersion, found.Standing)
            .ShouldBe((DayLimit, Teller.So2, (Exact)83.75m, (Exact)80m, "one", FindingStanding.Final));
        ToldOver().ShouldBe([Teller.So2]);
    }

    [Fact]
    public void Exceedances_and_low_temperatures_are_not_lost_under_a_looser_policy()
    {
        Settle(so2: 90, nox: 260, celsius: 840);
        string[] before = [DayLimit, DayLimit, Temperature];
        InForce().ShouldBe(before);
        Put(Loose);
        int told = _furnace.Findings.Count;

        Late(Teller.So2, 114);

        // (23 x 90 + 114) / 24 = 91.
        InForce().ShouldBe(before);
        Finding revised = _furnace.Findings.Skip(told).ShouldHaveSingleItem();
        (revised.Factor, revised.Value, revised.PolicyVersion).ShouldBe((Teller.So2, (Exact)91m, "one"));
    }

    [Fact]
    public void Temperatures_that_come_late_are_counted_by_the_policy_of_then()
    {
        Settle(so2: 70, nox: 200, celsius: 860);
        Put(Strict);

        for (int slot = 100; slot < 106; slot++)
            _furnace.Host.Feed(FurnaceHost.Mean(_furnace.Point, slot, 849), Teller.At(50));

        Finding found = _furnace.Findings.ShouldHaveSingleItem();
        (found.Rule, found.Value, found.PolicyVersion).ShouldBe((Temperature, (Exact)6, "one"));
        found.Figures.ShouldContain(figure => figure.Name == "furnace.minimumCelsius" && figure.Value == 850);
    }

    [Fact]
    public void Hours_are_exempt_by_the_budget_of_then_and_a_mark_taken_back_has_effect_by_it()
    {
        Settle(so2: 90, nox: 200, celsius: 860);
        BudgetPolicy none = One.Furnace.Budget with
        {
            Year = [.. One.Furnace.Budget.Year.Select(budget => budget with { Hours = 0 })],
        };
        Put(One with
        {
            Version = "none",
            Furnace = One.Furnace with { Budget = none },
            Marks = One.Marks with { Late = LateMarks.Ignored },
        });
        Late(Teller.So2, 1000, hour: 3);
        int told = _furnace.Findings.Count;

        Mark(MarkCode.Fault, 3, 4);
        Mark(MarkCode.Fault, 3, 4, revision: 2, isDeleted: true);

        // Without the hour of 1000 the mean is 90, with it 127.92.
        _furnace.Findings.Skip(told).Where(finding => finding.Rule == DayLimit)
            .Select(finding => (finding.PolicyVersion, Math.Round(finding.Value.Value, 2)))
            .ShouldBe([("one", 90m), ("one", 127.92m)]);
    }

    [Fact]
    public void The_order_of_marks_is_held_against_what_was_allowed_then()
    {
        Settle(so2: 70, nox: 200, celsius: 860);
        ConditionPolicy nothing = One.Furnace.Condition with { Allowed = [] };
        Put(One with { Version = "nothing", Furnace = One.Furnace with { Condition = nothing } });

        Mark(MarkCode.Fault, 5, 7);

        _furnace.Findings.ShouldNotContain(finding => finding.Rule == "furnace.mark.order");
    }

    [Fact]
    public void A_limit_that_is_dated_back_judges_the_day_beside_the_limits_of_then()
    {
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        _furnace.Host.Feed(_furnace.Point.Tells(new OutletTold(Outlet(bound: null))), Teller.At(0));
        Settle(so2: 70, nox: 200, celsius: 860);
        Put(Strict);

        _furnace.Host.Feed(_furnace.Point.Tells(new OutletTold(Outlet(bound: 70))), Teller.At(50));
        _furnace.Findings.ShouldBeEmpty();
        _furnace.Host.Feed(_furnace.Point.Tells(new OutletTold(Outlet(bound: 65))), Teller.At(51));

        Finding found = _furnace.Findings.ShouldHaveSingleItem();
        (found.Factor, found.Limit, found.PolicyVersion).ShouldBe((Teller.So2, (Exact)65m, "one"));
    }

    [Fact]
    public void A_day_that_is_not_settled_is_judged_by_the_new_policy()
    {
        Day(so2: 70, nox: 200, celsius: 860);
        Put(Strict, at: 30);

        _furnace.Host.Feed(new Ticked(Teller.At(36)), Teller.At(36));

        InForce().ShouldBe([DayLimit, DayLimit, Temperature]);
        _furnace.Findings.ShouldAllBe(finding => finding.PolicyVersion == "strict");
    }

    [Fact]
    public void A_day_whose_deadline_has_passed_and_that_no_clock_has_settled_is_judged_by_the_new_policy()
    {
        Day(so2: 70, nox: 200, celsius: 860);
        Put(Strict, at: 37);

        _furnace.Host.Feed(new Ticked(Teller.At(37, 5)), Teller.At(37, 5));

        InForce().ShouldBe([DayLimit, DayLimit, Temperature]);
    }

    [Fact]
    public void Counters_over_days_go_by_the_policy_in_force_over_the_verdicts_as_they_stand()
    {
        Settle(so2: 70, nox: 200, celsius: 860);
        Put(Strict with { Version = "strict", Furnace = Strict.Furnace with { ExceedanceDaysInMonth = 1 } });

        Late(Teller.So2, 400);

        _furnace.Findings.Select(finding => (finding.Rule, finding.PolicyVersion))
            .ShouldBe([(DayLimit, "one"), ("furnace.month", "strict")]);
    }

    [Fact]
    public void The_policy_of_a_day_outlives_a_snapshot()
    {
        string live = Hash(restores: false);

        Hash(restores: true).ShouldBe(live);
    }

    static string Hash(bool restores)
    {
        var test = new SettledFurnaceDayTests();
        test.Settle(so2: 70, nox: 200, celsius: 860);
        test.Put(Strict);
        if (restores)
            test._furnace.Host.RestoreFromSnapshot();
        test.Put(Loose);
        if (restores)
            test._furnace.Host.RestoreFromSnapshot();
        test.Late(Teller.So2, 400);
        test._furnace.Findings.ShouldHaveSingleItem().PolicyVersion.ShouldBe("one");
        return test._furnace.Host.StateHash();
    }

    /// <summary>A whole day, and the first hour of the next.</summary>
    void Day(decimal so2, decimal nox, decimal celsius)
    {
        if (_furnace.Host.State.Registration is null)
            _furnace.Host.Feed(new Registered(FurnaceHost.Registration), Teller.At(0));
        for (int hour = 0; hour < 25; hour++)
        {
            BeijingTime at = Teller.At(hour);
            _furnace.Host.Feed(_furnace.Point.Hour(Teller.So2, at, hour == 24 ? 1 : so2), at.AddSeconds(3600));
            _furnace.Host.Feed(_furnace.Point.Hour(Teller.Nox, at, hour == 24 ? 1 : nox), at.AddSeconds(3600));
            if (hour < 24)
                _furnace.Host.Feed(FurnaceHost.Mean(_furnace.Point, 12 * hour, celsius), at.AddSeconds(3600));
        }
    }

    void Settle(decimal so2, decimal nox, decimal celsius)
    {
        Day(so2, nox, celsius);
        _furnace.Host.Feed(new Ticked(Teller.At(36)), Teller.At(36));
    }

    void Put(Policy policy) => Put(policy, at: 40);

    void Put(Policy policy, int at)
    {
        _furnace.Host.EvictAll();
        _furnace.Host.Policy = policy;
        _furnace.Host.Feed(new PolicyPut(policy.Version), Teller.At(at));
        _furnace.Host.EvictAll();
    }

    void Late(FactorCode factor, decimal value) => Late(factor, value, hour: 5);

    void Late(FactorCode factor, decimal value, int hour) =>
        _furnace.Host.Feed(_furnace.Point.Hour(factor, Teller.At(hour), value), Teller.At(50)).ShouldBeTrue();

    void Mark(MarkCode code, int from, int to) => Mark(code, from, to, revision: 1, isDeleted: false);

    void Mark(MarkCode code, int from, int to, int revision, bool isDeleted) => _furnace.Host.Feed(
        new Marked(new Mark
        {
            Id = "m",
            Code = code,
            Start = Teller.At(from),
            End = Teller.At(to),
            Source = MarkSource.Enterprise,
            Author = "plant",
            Revision = revision,
            IsDeleted = isDeleted,
        }),
        Teller.At(51 + revision)).ShouldBeTrue();

    string[] InForce() =>
    [
        .. _furnace.Findings.GroupBy(finding => finding.Id).Select(versions => versions.Last())
            .Where(finding => finding.State != FindingState.Withdrawn).Select(finding => finding.Rule)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The pollutants that the outlet was told last of the day that they are over.</summary>
    IEnumerable<FactorCode> ToldOver() => _furnace.Host.Told.Select(effect => effect.Body).OfType<DayVerdictTold>()
        .GroupBy(told => (told.Factor, told.Day)).Select(told => told.Last())
        .Where(told => told.Day == Teller.Day && told.Verdict == VerdictKind.Over).Select(told => told.Factor);

    static PointRecord Outlet(decimal? bound) => new()
    {
        Id = FurnaceHost.Registration.EmissionPoint,
        Name = "stack",
        Kind = PointKind.IncineratorFlueGas,
        Region = Teller.County,
        Incinerator = FurnaceHost.Registration.Id,
        Limits = bound is { } upper
            ? [Permit(upper)]
            : [],
        MinuteInterval = 10,
    };

    static FactorLimit Permit(decimal upper) =>
        new(Teller.So2, LimitPeriod.Day, upper, Exact.None, "permit", Clause: null) { ValidFrom = Teller.Day.Date };

    static Policy Limited(string version, decimal so2, decimal nox, decimal celsius) => PolicyFile.National with
    {
        Version = version,
        Limits = [Daily(Teller.So2, so2), Daily(Teller.Nox, nox)],
        Furnace = PolicyFile.National.Furnace with { MinimumCelsius = celsius },
        Marks = PolicyFile.National.Marks with { Late = LateMarks.Effective },
    };

    static PolicyLimit Daily(FactorCode factor, decimal bound) => new()
    {
        Factor = factor,
        Kinds = [PointKind.IncineratorFlueGas],
        Day = bound,
        Clause = "DB13/1",
        Source = "test",
    };
}
