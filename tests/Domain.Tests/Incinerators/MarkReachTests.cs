using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

/// <summary>
/// The days that are judged again for a mark, by their distance from 20 July 2026. The newest is 19 August, day 30,
/// which is always at hand.
/// </summary>
public sealed class MarkReachTests
{
    readonly FurnaceHost _furnace = new();

    public MarkReachTests() => _furnace.Slot(0, 900, day: 30);

    static Mark Marked(
        int fromHour, int? toHour, string id = "m", MarkCode code = MarkCode.Fault, int revision = 1) => new()
        {
            Id = id,
            Code = code,
            Start = Teller.At(fromHour),
            End = toHour is { } end ? Teller.At(end) : default,
            Source = MarkSource.Bureau,
            Author = "bureau",
            Revision = revision,
        };

    void Hold(Mark mark) => _furnace.Feed(new Marked(mark));

    int[] Reached(EntryBody body)
    {
        List<PageId> pages = [];
        new IncineratorFold().PagesFor(_furnace.Host.State, body, pages);
        return
        [
            .. pages.Where(page => page.Kind == PageKind.Day)
                .Select(page => page.Start.DayNumber - Teller.Day.DayNumber).Order(),
        ];
    }

    int[] Reached(Mark mark) => Reached(new Marked(mark));

    [Fact]
    public void A_mark_reaches_the_days_it_touches_and_the_one_after() =>
        Reached(Marked(3 * 24 + 10, 4 * 24 + 10)).ShouldBe([3, 4, 5, 30]);

    [Fact]
    public void An_open_mark_reaches_to_the_newest_day() => Reached(Marked(27 * 24, null)).ShouldBe([27, 28, 29, 30]);

    [Fact]
    public void A_mark_of_days_to_come_reaches_to_the_newest_day() =>
        Reached(Marked(29 * 24, 40 * 24)).ShouldBe([29, 30]);

    [Fact]
    public void An_edit_reaches_the_days_of_the_versions_before()
    {
        Hold(Marked(3 * 24, 3 * 24 + 10));
        Reached(Marked(10 * 24, 10 * 24 + 10, revision: 2)).ShouldBe([3, 4, 10, 11, 30]);
    }

    [Fact]
    public void Later_days_under_conditions_follow_as_the_budgets_run_in_order_of_time()
    {
        Hold(Marked(0, 10, id: "earlier"));
        Hold(Marked(20 * 24, 20 * 24 + 10, id: "later"));
        Hold(Marked(25 * 24, 25 * 24 + 10, id: "maintenance", code: MarkCode.CemsMaintenance));
        Reached(Marked(3 * 24, 3 * 24 + 10)).ShouldBe([3, 4, 20, 21, 30]);
    }

    [Fact]
    public void An_edit_lets_follow_what_lies_between_its_versions()
    {
        Hold(Marked(3 * 24, 3 * 24 + 10));
        Hold(Marked(6 * 24, 6 * 24 + 10, id: "between"));
        Reached(Marked(10 * 24, 10 * 24 + 10, revision: 2)).ShouldBe([3, 4, 6, 7, 10, 11, 30]);
    }

    [Fact]
    public void A_year_and_a_day_is_the_most()
    {
        Hold(Marked(-700 * 24, -690 * 24, id: "long ago"));
        int[] days = Reached(Marked(-800 * 24, null));
        (days[0], days[^1], days.Length).ShouldBe((30 - 366, 30, 367));
    }

    [Fact]
    public void A_word_of_a_device_reaches_from_the_day_before_it()
    {
        Reached(Word(20)).ShouldBe([.. Enumerable.Range(19, 12)]);
        (Reached(Word(-800))[0], Reached(Word(-800)).Length).ShouldBe((30 - 366, 367));
    }

    [Fact]
    public void Nothing_is_reached_before_a_furnace_has_a_day()
    {
        List<PageId> pages = [];
        new IncineratorFold().PagesFor(new FurnaceHost().Host.State, Word(-1), pages);
        pages.ShouldNotContain(page => page.Kind == PageKind.Day);
    }

    [Fact]
    public void Where_the_words_of_devices_count_the_newest_day_is_judged_by_them()
    {
        // 12 slots of 700 from 00:00 to 01:00 are a violation until the device's word says stopping.
        Policy counts = PolicyFile.National with
        {
            Marks = PolicyFile.National.Marks with { Devices = DeviceMarks.Effective },
        };
        var furnace = new FurnaceHost(counts);
        for (int slot = 0; slot < 12; slot++)
            furnace.Host.Feed(FurnaceHost.Mean(furnace.Point, slot, 700), Teller.At(1));
        furnace.InForce("furnace.temperature").Count.ShouldBe(1);
        furnace.Host.Feed(
            furnace.Point.Tells(new ConditionTold(FactorCode.Parse("p99101"), FactorCode.Parse("St"), Teller.Day)),
            Teller.At(1));

        furnace.InForce("furnace.temperature").ShouldBeEmpty();
    }

    Signalled Word(int day) => _furnace.Point.Tells(
        new ConditionTold(FactorCode.Parse("p99101"), FactorCode.Parse("St"), Teller.At(24 * day)));
}
