using CsCheck;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Explaining.Points;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>A point that measures furnace P-1, and what that furnace tells it.</summary>
public sealed class FurnaceDaysTests
{
    static readonly PointId Outlet = new("MN1", "31");
    static readonly IncineratorId Line = new("P", "1");

    readonly FoldHost<PointState> _point = new(new PointFold(), TwinName.Of(Outlet), PolicyFile.National);
    readonly Teller _furnace = new(TwinName.Of(Line));
    readonly Teller _other = new(TwinName.Of(new IncineratorId("P", "2")));

    public FurnaceDaysTests() => Feed(new Registered(Record));

    static PointRecord Record => new()
    {
        Id = Outlet,
        Name = "1号炉烟气排放口",
        Kind = PointKind.IncineratorFlueGas,
        Region = Teller.County,
        Incinerator = Line,
        Password = new DevicePassword("123456"),
        Limits =
        [
            new FactorLimit(Teller.So2, LimitPeriod.Day, 50m, default, "permit", Clause: null),
            new FactorLimit(Teller.So2, LimitPeriod.Hour, 60m, default, "permit", Clause: null),
        ],
        MinuteInterval = 10,
    };

    bool Feed(EntryBody body) => _point.Feed(body, Teller.At(25));

    void DayMean(decimal value) => Feed(DayOf(value));

    static Observed DayOf(decimal value) => new(new Observation
    {
        Kind = ObservationKind.Day,
        DataTime = Teller.Day,
        Readings = [new Reading { Factor = Teller.So2, Value = value, Converted = value, Flag = DataFlag.Normal }],
    });

    static Observed Hour(BeijingTime start) => new(new Observation
    {
        Kind = ObservationKind.Hour,
        DataTime = start,
        Readings = [new Reading { Factor = Teller.So2, Value = 10, Converted = 10, Flag = DataFlag.Normal }],
    });

    Finding[] Found() => [.. _point.Findings.Where(finding => finding.Rule == FindingRules.Day)];

    [Fact]
    public void The_furnace_is_told_the_limits_and_no_password()
    {
        Effect told = _point.Told.Single(effect => effect.Body is OutletTold);

        told.Target.ShouldBe(TwinName.Of(Line));
        PointRecord record = ((OutletTold)told.Body).Record;
        record.Limits.Select(limit => (limit.Period, limit.Upper)).ShouldBe([(LimitPeriod.Day, (Exact)50m), (LimitPeriod.Hour, 60m)]);
        record.Password.ShouldBeNull();
    }

    [Fact]
    public void A_day_found_before_the_furnace_claimed_the_outlet_is_left_to_it_then()
    {
        _point.Policy = LevelTests.ByReportedDays;
        Feed(Hour(Teller.Day));
        DayMean(90);
        Found().ShouldHaveSingleItem().State.ShouldBe(FindingState.Raised);
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));

        Finding last = Found()[^1];
        (last.State, last.Reason).ShouldBe(
            (FindingState.Withdrawn, "its furnace incinerators/P-1 judges the day (points.furnaceOutlets=furnace)"));
    }

    [Fact]
    public void A_claim_that_is_given_up_leaves_the_days_to_the_point()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: false)));
        DayMean(90);

        Found().ShouldHaveSingleItem().Limit.ShouldBe((Exact)50m);
    }

    [Fact]
    public void Only_the_furnace_that_holds_the_claim_gives_it_up()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        Feed(_other.Tells(new OutletClaimed(Outlet, IsClaimed: false)));
        DayMean(90);

        Found().ShouldBeEmpty();
    }

    [Fact]
    public void A_claim_of_another_furnace_than_the_registered_leaves_the_days_to_the_point()
    {
        Feed(_other.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        DayMean(90);

        Found().ShouldHaveSingleItem();
    }

    [Fact]
    public void Claims_of_others_count_for_nothing_in_any_order_of_arrival()
    {
        var claims = new OutletClaimed(Outlet, IsClaimed: true);
        var gives = new OutletClaimed(Outlet, IsClaimed: false);
        Gen.Bool.SelectMany(isKept => Orders(isKept).Select(Teller.Moves, (entries, moves) => (isKept, entries, moves)))
            .Sample(
                sample =>
                {
                    var host = new FoldHost<PointState>(new PointFold(), TwinName.Of(Outlet), LevelTests.ByReportedDays);
                    host.Feed(new Registered(Record), Teller.At(0));
                    host.Feed(Hour(Teller.Day), Teller.At(1));
                    Teller.Run(host, sample.entries, Teller.At(25), sample.moves);

                    host.State.ClaimedBy.ShouldBe(sample.isKept ? TwinName.Of(Line) : null);
                    bool isFound = host.Findings.LastOrDefault(finding => finding.Rule == FindingRules.Day)
                        is { State: not FindingState.Withdrawn };
                    isFound.ShouldBe(!sample.isKept);
                },
                iter: 200);

        Gen<EntryBody[]> Orders(bool isKept)
        {
            var own = new Teller(TwinName.Of(Line));
            var second = new Teller(TwinName.Of(new IncineratorId("P", "2")));
            var third = new Teller(TwinName.Of(new IncineratorId("A", "1")));
            EntryBody[] ofOwn = [own.Tells(claims), own.Tells(gives), .. isKept ? [own.Tells(claims)] : Array.Empty<EntryBody>()];
            return Teller.Interleaved(
                ofOwn, [second.Tells(claims), second.Tells(gives)], [third.Tells(claims)], [DayOf(90)]);
        }
    }

    [Fact]
    public void What_another_furnace_makes_of_a_day_counts_for_nothing()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        DayMean(90);
        Feed(_furnace.Tells(new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.Over)));
        Feed(_other.Tells(new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.NotJudged)));

        _point.State.Ledger!.Over.Contains(Teller.Day.DayNumber).ShouldBeTrue();
    }

    [Fact]
    public void The_answer_names_a_claim_that_does_not_count()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        Feed(_other.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        DayMean(90);
        var question = new RuleQuestion(FindingRules.Day, Teller.So2, Teller.Day, IsOfHour: false);

        new PointLimitAnswers().Answer(_point.State, question, PolicyFile.National).Single().Why.ShouldBe(
            "its furnace incinerators/P-1 judges the day (points.furnaceOutlets=furnace); incinerators/P-2 has it as "
            + "emission point, too, which counts for nothing: the registration of the point names incinerators/P-1");
    }

    [Fact]
    public void What_was_told_before_is_dropped()
    {
        Signalled claim = _furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true));
        Feed(claim).ShouldBeTrue();
        Feed(claim).ShouldBeFalse();
    }

    [Fact]
    public void The_exceedance_days_of_the_outlet_follow_the_verdicts_of_the_furnace()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        DayMean(90);
        Feed(_furnace.Tells(new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.Over)));
        (_point.State.Ledger!.Over.Contains(Teller.Day.DayNumber), _point.State.Ledger.Judged.Contains(Teller.Day.DayNumber))
            .ShouldBe((true, true));
        Feed(_furnace.Tells(new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.NotJudged)));

        (_point.State.Ledger.Over.Contains(Teller.Day.DayNumber), _point.State.Ledger.Judged.Contains(Teller.Day.DayNumber))
            .ShouldBe((false, false));
    }

    [Fact]
    public void Only_the_furnace_that_holds_the_claim_tells_when_it_stood_still()
    {
        var standstill = new MarkTold(Standstill(), Teller.At(10));
        Feed(_furnace.Tells(standstill));
        Stopped().ShouldBeEmpty();

        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        Feed(_other.Tells(standstill));
        Stopped().ShouldBeEmpty();
        Feed(_furnace.Tells(standstill));

        // 08:00 to 09:30.
        Stopped().Select(minutes => (int)minutes).Sum().ShouldBe(90);
        _point.RestoreFromSnapshot();
        (Stopped()[8], Stopped()[9]).ShouldBe(((byte)60, (byte)30));
    }

    [Fact]
    public void A_claim_that_is_given_up_takes_the_standstills_along()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        Feed(_furnace.Tells(new MarkTold(Standstill(), Teller.At(10))));
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: false)));
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));

        Stopped().ShouldBeEmpty();
    }

    byte[] Stopped() => PointMarking.StoppedMinutes(_point.State, Teller.Day, PolicyFile.National);

    static Mark Standstill() => new()
    {
        Id = "m",
        Code = MarkCode.Idle,
        Start = Teller.At(8),
        End = Teller.At(9, 30),
        Source = MarkSource.Enterprise,
        Author = "plant",
    };

    [Fact]
    public void A_verdict_on_the_running_day_counts_while_the_furnace_judges_it()
    {
        // 40 <= 50 at the point; the furnace found it over after what is exempt.
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        Feed(Hour(Teller.Day));
        DayMean(40);
        Feed(_furnace.Tells(new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.Over)));
        _point.State.Ledger!.Over.Contains(Teller.Day.DayNumber).ShouldBeTrue();
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: false)));

        _point.State.Ledger.Over.Contains(Teller.Day.DayNumber).ShouldBeFalse();
    }

    [Fact]
    public void A_verdict_is_read_back_with_its_day()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        DayMean(90);
        _point.EvictAll();
        Feed(_furnace.Tells(new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.Over)));
        _point.EvictAll();
        _point.RestoreFromSnapshot();
        _point.Load(PageId.Day(Teller.Day));

        var page = (DayPage)_point.State.Pages.Find(PageId.Day(Teller.Day))!;
        page.Find(_point.State.Find(Teller.So2))!.FurnaceVerdict.ShouldBe(VerdictKind.Over);
    }

    [Fact]
    public void The_point_says_who_judges_the_day()
    {
        Feed(_furnace.Tells(new OutletClaimed(Outlet, IsClaimed: true)));
        DayMean(90);
        var question = new RuleQuestion(FindingRules.Day, Teller.So2, Teller.Day, IsOfHour: false);
        RuleAnswer answer = new PointLimitAnswers().Answer(_point.State, question, PolicyFile.National).Single();

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.NotConcerned,
            "its furnace incinerators/P-1 judges the day (points.furnaceOutlets=furnace)",
            "the question asked of incinerators/P-1: furnace.day.limit"));
    }
}
