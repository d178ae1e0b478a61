using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Tests.Points;

namespace Qianliyan.Domain.Tests.Registry;

public sealed class LimitHistoryTests
{
    static readonly FactorCode So2 = FactorCode.Parse("a21026");
    static readonly DateOnly Fifth = new(2026, 3, 5);
    static readonly DateOnly Tenth = new(2026, 3, 10);

    static FactorLimit Day(decimal upper, DateOnly? from) =>
        PointHost.Upper(So2, LimitPeriod.Day, upper) with { ValidFrom = from };

    static FactorLimit Unbounded(DateOnly from) => Day(35, from) with { Upper = default };

    static FactorLimit Hour(decimal upper) => PointHost.Upper(So2, LimitPeriod.Hour, upper);

    /// <summary>The limits of all days after registrations, each with the day that it was taken on.</summary>
    static ValueList<FactorLimit> After(params (DateOnly Day, FactorLimit[] Limits)[] registrations)
    {
        PointRecord? former = null;
        ValueList<FactorLimit> history = default;
        foreach ((DateOnly day, FactorLimit[] limits) in registrations)
        {
            PointRecord now = PointHost.Record(limits);
            history = LimitHistory.Of(former, history, now, day);
            former = now;
        }

        return history;
    }

    [Fact]
    public void The_first_limits_hold_for_all_days() => After((Fifth, [Day(35, null)])).ShouldBe([Day(35, null)]);

    [Fact]
    public void Limits_without_a_first_day_that_are_new_begin_on_their_day()
    {
        PointRecord former = PointHost.Record([Hour(50)]);

        BeginningOn(Day(35, null), Hour(50)).ShouldBe([Day(35, null)]);
        BeginningOn(Hour(40)).ShouldBe([Hour(40)]);
        BeginningOn(Hour(50)).ShouldBeEmpty();
        BeginningOn(Day(35, Fifth), Hour(50)).ShouldBeEmpty();
        // A limit dated back and an undated one beside it say all of the past themselves.
        BeginningOn(Day(35, Fifth), Day(30, null), Hour(50)).ShouldBeEmpty();

        IEnumerable<FactorLimit> BeginningOn(params FactorLimit[] limits) =>
            LimitHistory.BeginningOn(former, PointHost.Record(limits), Tenth);
    }

    [Fact]
    public void Limits_that_follow_a_registration_without_any_hold_from_their_day() =>
        After((Fifth, []), (Tenth, [Day(35, null), Hour(50)]))
            .ShouldBe([Day(35, Tenth), Hour(50) with { ValidFrom = Tenth }]);

    [Fact]
    public void A_first_limit_that_is_dated_holds_from_that_day() =>
        After((Fifth.AddDays(-1), []), (Tenth, [Day(35, Fifth)])).ShouldBe([Day(35, Fifth)]);

    [Fact]
    public void A_first_list_that_dates_back_and_has_an_undated_limit_says_all() =>
        After((Fifth.AddDays(-1), []), (Tenth, [Day(40, null), Day(35, Fifth)])).ShouldBe([Day(40, null), Day(35, Fifth)]);

    [Fact]
    public void A_limit_that_comes_again_after_none_was_registered_holds_from_its_day() =>
        After((Fifth, [Day(35, null)]), (Tenth, []), (Tenth.AddDays(2), [Day(35, null)]))
            .ShouldBe([Day(35, null), Unbounded(Tenth), Day(35, Tenth.AddDays(2))]);

    [Fact]
    public void Another_limit_holds_from_the_day_that_it_is_registered_on() =>
        After((Fifth, [Day(35, null)]), (Tenth, [Day(5, null)])).ShouldBe([Day(35, null), Day(5, Tenth)]);

    [Fact]
    public void The_same_limit_said_again_changes_nothing() =>
        After((Fifth, [Day(35, null)]), (Tenth, [Day(5, null)]), (Tenth.AddDays(1), [Day(5, null)])).ShouldBe([Day(35, null), Day(5, Tenth)]);

    [Fact]
    public void Back_to_the_old_limit_is_another_one() =>
        After((Fifth, [Day(35, null)]), (Tenth, [Day(5, null)]), (Tenth.AddDays(2), [Day(35, null)]))
            .ShouldBe([Day(35, null), Day(5, Tenth), Day(35, Tenth.AddDays(2))]);

    [Fact]
    public void Of_two_on_one_day_the_later_holds() =>
        After((Fifth, [Day(35, null)]), (Tenth, [Day(5, null)]), (Tenth, [Day(7, null)])).ShouldBe([Day(35, null), Day(7, Tenth)]);

    [Fact]
    public void A_first_day_in_the_past_takes_the_place_of_what_held_since() =>
        After((Fifth, [Day(35, null)]), (Tenth, [Day(5, null)]), (Tenth, [Day(7, Fifth)])).ShouldBe([Day(35, null), Day(7, Fifth)]);

    [Fact]
    public void A_limit_to_come_stands_beside_the_one_in_force() =>
        After((Fifth, [Day(35, null)]), (Fifth, [Day(35, null), Day(5, Tenth)])).ShouldBe([Day(35, null), Day(5, Tenth)]);

    [Fact]
    public void A_limit_to_come_that_is_not_said_any_more_does_not_come() =>
        After((Fifth, [Day(35, null)]), (Fifth, [Day(35, null), Day(5, Tenth)]), (Fifth.AddDays(1), [Day(35, null)])).ShouldBe([Day(35, null)]);

    [Fact]
    public void A_list_that_dates_back_and_has_an_undated_limit_says_all() =>
        After((Fifth, [Day(40, null)]), (Tenth, [Day(35, null), Day(5, Fifth)])).ShouldBe([Day(35, null), Day(5, Fifth)]);

    [Fact]
    public void A_limit_that_is_taken_away_held_until_then()
    {
        ValueList<FactorLimit> history = After((Fifth, [Day(35, null), Hour(50)]), (Tenth, [Hour(50)]));

        history.Count.ShouldBe(3);
        history.ShouldContain(Day(35, null));
        FactorLimit end = history.Single(limit => limit.ValidFrom == Tenth);
        (end.Period, end.IsBounded).ShouldBe((LimitPeriod.Day, false));
    }

    [Fact]
    public void A_limit_of_another_mean_that_is_added_holds_from_its_day() =>
        After((Fifth, [Day(35, null)]), (Tenth, [Day(35, null), Hour(50)])).ShouldBe([Day(35, null), Hour(50) with { ValidFrom = Tenth }]);

    [Fact]
    public void A_change_is_dated_by_the_earliest_limit_that_one_list_lacks()
    {
        LimitHistory.ChangedFrom([Day(35, null)], [Day(35, null), Day(5, Tenth), Day(7, Fifth)]).ShouldBe(Fifth);
        LimitHistory.ChangedFrom([Day(35, null), Day(5, Fifth)], [Day(35, null), Day(5, Fifth)]).ShouldBeNull();
        LimitHistory.ChangedFrom([Day(35, null)], [Day(30, null)]).ShouldBeNull();
    }
}
