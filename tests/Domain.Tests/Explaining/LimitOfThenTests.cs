using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Explaining.Furnaces;
using Qianliyan.Domain.Explaining.Points;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Tests.Points;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Explaining;

/// <summary>What is said of a figure over the limit shown that was judged by something else, or not yet.</summary>
public sealed class LimitOfThenTests
{
    static readonly IncineratorId Line = new("P", "1");

    readonly PointHost _point = new();

    RuleAnswer OfDay()
    {
        _point.Host.Load(PageId.Day(Day));
        return new PointLimitAnswers()
            .Answer(_point.State, new RuleQuestion(FindingRules.Day, So2, Day, IsOfHour: false), PolicyFile.National)
            .Single();
    }

    static PointRecord Incinerator(decimal oxygen) =>
        Record() with { Kind = PointKind.IncineratorFlueGas, ReferenceOxygen = oxygen };

    [Fact]
    public void A_back_filled_day_is_not_said_to_comply_before_it_is_judged()
    {
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 35)), At(0));
        for (int hour = 0; hour < 24; hour++)
            _point.TakeAt(At(72), Upload(ObservationKind.Hour, At(hour), Value(So2, 52)));

        RuleAnswer before = OfDay();
        _point.Tick(At(72, 5));

        (before.Ground, before.Why).ShouldBe(
            (AnswerGround.Open, "the day is over and not judged yet: the next clock judges it by what has come"));
        (OfDay().Ground, OfDay().Why).ShouldBe((AnswerGround.Found, "the mean 52 breaks the limit 35"));
    }

    [Fact]
    public void A_permit_at_another_oxygen_than_the_standard_is_said_to_be()
    {
        // The permit of 100 is below the 120 that the 80 of GB 18485 at 11 % make at 6 %.
        _point.Register(Incinerator(6) with { Limits = [Upper(So2, LimitPeriod.Day, 100)] }, At(0));
        _point.TakeAt(At(24), Upload(ObservationKind.Day, Day, Value(So2, 101)));

        OfDay().Why.ShouldBe(
            "the mean 101 breaks the limit 100; means and registered limits are taken at the 6 % of oxygen that the point is "
            + "registered with, GB 18485-2014 table 4 is written for 11 %");
    }

    [Fact]
    public void A_permit_at_the_oxygen_of_the_standard_needs_no_words_of_it()
    {
        _point.Register(Incinerator(11) with { Limits = [Upper(So2, LimitPeriod.Day, 60)] }, At(0));
        _point.TakeAt(At(24), Upload(ObservationKind.Day, Day, Value(So2, 61)));

        OfDay().Why.ShouldBe("the mean 61 breaks the limit 60");
    }

    [Fact]
    public void A_limit_that_did_not_hold_when_the_day_was_judged_is_said_to_have_not()
    {
        // 80 at 11 % is 120 at 6 %: 100 complied.
        _point.Register(Incinerator(6), At(0));
        _point.TakeAt(At(24), Upload(ObservationKind.Day, Day, Value(So2, 100)));
        RuleAnswer before = OfDay();
        _point.Register(Incinerator(11), At(72));

        (before.Ground, before.Why).ShouldBe((
            AnswerGround.Complies,
            "the mean 100 as measured < limit 120: by 20 not over it; "
            + "the limit is 80 at 11 % of oxygen, that is 80 x (21 - 6) / (21 - 11) = 120 at 6 %"));
        (OfDay().Ground, OfDay().Why).ShouldBe((
            AnswerGround.NoLimit,
            "the mean 100 breaks the limit 80, which did not hold for the point when the day was last judged: by what held "
            + "then nothing was found, and what is settled stays as it was judged"));
    }

    [Fact]
    public void A_day_that_was_left_to_the_furnace_is_said_to_have_been()
    {
        var furnace = new Teller(TwinName.Of(Line));
        PointRecord record = Incinerator(11) with { Incinerator = Line };
        _point.Register(record, At(0));
        _point.Host.Feed(furnace.Tells(new OutletClaimed(record.Id, IsClaimed: true)), At(1));
        _point.TakeAt(At(24), Upload(ObservationKind.Day, Day, Value(So2, 100)));
        _point.Host.Feed(furnace.Tells(new DayVerdictTold(So2, Day, VerdictKind.Over)), At(25));
        _point.Host.Feed(furnace.Tells(new OutletClaimed(record.Id, IsClaimed: false)), At(72));

        (OfDay().Ground, OfDay().Why).ShouldBe((
            AnswerGround.NotConcerned,
            "the day was left to the furnace of the point when it was judged, which found it over its limit; by the point's own "
            + "judgement the mean 100 breaks the limit 80"));
    }

    [Fact]
    public void Days_before_another_permit_are_shown_with_the_limit_of_then()
    {
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 35)), At(0));
        _point.TakeAt(At(24), Upload(ObservationKind.Day, Day, Value(So2, 31)));
        _point.Register(Record(Upper(So2, LimitPeriod.Day, 5)), At(72));

        (OfDay().Ground, OfDay().Why).ShouldBe(
            (AnswerGround.Complies, "the mean 31 as measured < limit 35: by 4 not over it"));
    }

    [Fact]
    public void A_day_of_a_furnace_over_a_limit_told_since_is_not_said_to_comply()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(new Registered(FurnaceHost.Registration));
        for (int hour = 0; hour < 25; hour++)
            furnace.Host.Feed(furnace.Point.Hour(Teller.So2, Teller.At(hour), 70m), Teller.At(hour + 1));
        PointRecord outlet = Record(Upper(So2, LimitPeriod.Day, 50)) with { Kind = PointKind.IncineratorFlueGas };
        furnace.Host.Feed(furnace.Point.Tells(new OutletTold(outlet)), Teller.At(26));
        furnace.Host.Load(PageId.Day(Teller.Day));

        RuleAnswer answer = new FurnaceDayLimitAnswers().Answer(
            furnace.Host.State,
            new RuleQuestion("furnace.day.limit", So2, Teller.Day, IsOfHour: false), PolicyFile.National).Single();

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.NoLimit,
            "the day was last judged by another limit than this; by this one mean of 24 hours 70 > limit 50"));
    }
}
