using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Explaining.Furnaces;
using Qianliyan.Domain.Explaining.Points;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Tests.Points;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Explaining;

/// <summary>What is said of days that a limit is dated back over from farther than twins judge again.</summary>
public sealed class DatedOverAnswerTests
{
    readonly PointHost _point = new();

    static PointRecord Since(decimal bound, BeijingTime first) =>
        Record(Upper(So2, LimitPeriod.Day, bound) with { ValidFrom = first.Date });

    static string Words(string limit, string registered) =>
        $"; a limit of {limit} was registered on {registered} and is dated back over this day, which was judged by the limit "
        + "of before and is not judged again: days more than 366 before the newest are not";

    static BeijingTime DaysLater(int days) => Day.AddSeconds(days * (long)BeijingTime.SecondsPerDay);

    void DayMean(decimal value, int daysLater) => _point.TakeAt(
        DaysLater(daysLater + 1), Upload(ObservationKind.Day, DaysLater(daysLater), Value(So2, value)));

    (AnswerGround Ground, string Why) OfDay()
    {
        _point.Host.RestoreFromSnapshot();
        _point.Host.Load(PageId.Day(Day));
        RuleAnswer answer = new PointLimitAnswers()
            .Answer(_point.State, new RuleQuestion(FindingRules.Day, So2, Day, IsOfHour: false), PolicyFile.National)
            .Single();
        return (answer.Ground, answer.Why);
    }

    [Fact]
    public void The_day_367_before_the_newest_is_shown_with_the_limit_that_judged_it()
    {
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 35)), At(0));
        DayMean(31, daysLater: 0);
        DayMean(4, daysLater: 367);
        _point.Register(Since(5, Day), DaysLater(368));

        OfDay().ShouldBe((
            AnswerGround.Complies, "the mean 31 as measured < limit 35: by 4 not over it" + Words("5", "2027-03-13")));
    }

    [Fact]
    public void So_is_one_that_was_found_by_it()
    {
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 35)), At(0));
        DayMean(36, daysLater: 0);
        DayMean(4, daysLater: 367);
        _point.Register(Since(5, Day), DaysLater(368));

        OfDay().ShouldBe((AnswerGround.Found, "the mean 36 breaks the limit 35" + Words("5", "2027-03-13")));
    }

    [Fact]
    public void The_day_366_before_the_newest_is_judged_by_the_limit_dated_back()
    {
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 35)), At(0));
        DayMean(31, daysLater: 0);
        DayMean(4, daysLater: 366);
        _point.Register(Since(5, Day), DaysLater(368));

        OfDay().ShouldBe((AnswerGround.Found, "the mean 31 breaks the limit 5"));
    }

    [Fact]
    public void A_day_that_data_came_for_since_was_judged_by_the_limit_dated_back()
    {
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 35)), At(0));
        DayMean(31, daysLater: 0);
        DayMean(4, daysLater: 367);
        _point.Register(Since(5, Day), DaysLater(368));
        _point.TakeAt(DaysLater(369), Upload(ObservationKind.Day, Day, Value(So2, 32)));

        OfDay().ShouldBe((AnswerGround.Found, "the mean 32 breaks the limit 5"));
    }

    [Fact]
    public void Of_two_limits_dated_back_over_a_day_neither_judged_it()
    {
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 35)), At(0));
        DayMean(31, daysLater: 0);
        DayMean(4, daysLater: 367);
        _point.Register(Since(5, Day), DaysLater(368));
        _point.Register(Since(3, Day), DaysLater(369));

        OfDay().Why.ShouldStartWith("the mean 31 as measured < limit 35: by 4 not over it; a limit of 3 was registered on");
    }

    [Fact]
    public void The_furnace_shows_the_limit_that_judged_the_day()
    {
        var furnace = new FurnaceHost();
        BeijingTime later = Teller.Day.AddSeconds(367 * (long)BeijingTime.SecondsPerDay);
        PointRecord outlet = Record(Upper(So2, LimitPeriod.Day, 70)) with { Kind = PointKind.IncineratorFlueGas };
        PointRecord dated = outlet with { Limits = Since(50, Teller.Day).Limits };
        furnace.Feed(new Registered(FurnaceHost.Registration));
        furnace.Host.Feed(furnace.Point.Tells(new OutletTold(outlet)), Teller.At(1));
        furnace.Host.Feed(furnace.Point.DayMean(So2, Teller.Day, 60m), Teller.At(25));
        furnace.Host.Feed(furnace.Point.DayMean(So2, later, 4m), later);
        furnace.Host.Feed(furnace.Point.Tells(new OutletTold(dated)), later);
        furnace.Host.RestoreFromSnapshot();
        furnace.Host.Load(PageId.Day(Teller.Day));

        RuleAnswer answer = new FurnaceDayLimitAnswers().Answer(
            furnace.Host.State,
            new RuleQuestion("furnace.day.limit", So2, Teller.Day, IsOfHour: false), PolicyFile.National).Single();

        (answer.Ground, answer.Why).ShouldBe((AnswerGround.Complies, "daily mean 60 ≤ limit 70" + Words("50", "2027-07-22")));
    }
}
