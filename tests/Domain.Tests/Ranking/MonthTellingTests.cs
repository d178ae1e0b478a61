using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Ranking;

/// <summary>What a 3 km cell tells its city of its months. January ends on 2026-02-01; 48 hours later it closes.</summary>
public sealed class MonthTellingTests
{
    static readonly CellId Coarse = CellId.Parse("130100-3km-0123-0456");
    static readonly RegionCode County = RegionCode.Parse("130109");
    static readonly FactorCode Pm25 = FactorCode.Parse("a34004");
    static readonly FactorCode Coarser = FactorCode.Parse("a34002");
    static readonly BeijingTime January = BeijingTime.Of(2026, 1, 1);
    static readonly BeijingTime Closed = BeijingTime.Of(2026, 2, 3);

    readonly FoldHost<CellState> _cell = new(new CellFold(), TwinName.Of(Coarse), PolicyFile.National);
    int _told;

    [Fact]
    public void The_mean_of_a_month_is_that_of_its_hours_and_is_told_when_it_has_closed()
    {
        Register(isHot: true);
        Hour(0, 100);
        Hour(1, 50);
        Hour(743, 60.5m);

        Tick(Closed.AddSeconds(-1)).ShouldBeFalse();
        Tick(Closed).ShouldBeTrue();

        // (100 + 50 + 60.5) / 3 = 70.1666...
        Told.ShouldHaveSingleItem().ShouldBe(new CellMonthTold(January, 70.166666666666667m, 3) { Factor = Pm25 });
        _cell.Told.Single(effect => effect.Body is CellMonthTold).Target.ShouldBe(TwinName.Parse("regions/130100"));
        Tick(Closed.AddSeconds(300)).ShouldBeFalse();
    }

    [Fact]
    public void An_hour_of_the_next_month_is_no_hour_of_this_one()
    {
        Register(isHot: true);
        Hour(743, 100);
        Hour(744, 50);

        Tick(Closed);

        Told.ShouldHaveSingleItem().ShouldBe(new CellMonthTold(January, 100m, 1) { Factor = Pm25 });
    }

    [Fact]
    public void A_late_hour_that_changes_the_mean_is_told_by_the_next_tick_and_one_that_does_not_is_not()
    {
        Register(isHot: true);
        Hour(0, 100);
        Tick(Closed);

        Hour(0, 100.0m);
        Tick(Closed.AddSeconds(300)).ShouldBeFalse();

        Hour(1, 50);
        Hour(2, 30);
        Tick(Closed.AddSeconds(600)).ShouldBeTrue();

        // (100 + 50 + 30) / 3
        Told[^1].ShouldBe(new CellMonthTold(January, 60m, 3) { Factor = Pm25 });
        Told.Count.ShouldBe(2);
    }

    [Fact]
    public void What_becomes_as_it_was_told_is_not_told_again()
    {
        Register(isHot: true);
        Hour(0, 100);
        Tick(Closed);

        Hour(0, 70);
        Hour(0, 100);
        Tick(Closed.AddSeconds(300));

        Told.Count.ShouldBe(1);
    }

    [Fact]
    public void A_month_whose_hours_were_all_taken_back_has_no_mean()
    {
        Register(isHot: true);
        Hour(0, 100);
        Tick(Closed);

        Hour(0, 100, DataFlag.Insufficient);
        Tick(Closed.AddSeconds(300));

        Told[^1].ShouldBe(new CellMonthTold(January, Exact.None, 0) { Factor = Pm25 });
    }

    [Theory]
    [InlineData(false, "hot", 0)]
    [InlineData(true, "hot", 1)]
    [InlineData(false, "all", 1)]
    public void Only_hot_cells_tell_unless_the_policy_ranks_all(bool isHot, string cells, int told)
    {
        _cell.Policy = PolicyFile.National with
        {
            Ranking = PolicyFile.National.Ranking with { Cells = cells == "all" ? RankedCells.All : RankedCells.Hot },
        };
        Register(isHot);
        Hour(0, 100);

        Tick(Closed);

        Told.Count.ShouldBe(told);
    }

    [Fact]
    public void A_cell_that_becomes_hot_tells_the_month_of_its_newest_hour()
    {
        Register(isHot: false);
        Hour(0, 100);
        Register(isHot: true);

        Tick(Closed);

        Told.ShouldHaveSingleItem().ShouldBe(new CellMonthTold(January, 100m, 1) { Factor = Pm25 });
    }

    [Fact]
    public void A_cell_that_is_hot_no_longer_tells_nothing_more()
    {
        Register(isHot: true);
        Hour(0, 100);
        Register(isHot: false);

        Tick(Closed);

        Told.ShouldBeEmpty();
    }

    [Fact]
    public void A_factor_that_is_not_ranked_is_not_told()
    {
        Register(isHot: true);
        Feed(new MeanTold(
            ObservationKind.Hour, FactorCode.Parse("a34002"), January, 100m, DataFlag.Normal, IsReported: false));

        Tick(Closed);

        Told.ShouldBeEmpty();
    }

    [Fact]
    public void A_month_that_began_with_a_factor_is_told_of_it_when_the_policy_changes_within()
    {
        Register(isHot: true);
        Hour(0, 100);
        Put("a34002", January.AddSeconds(10 * 86_400L));
        Hour(500, 50);
        Pm10(501, 300);

        Tick(Closed);

        Told.ShouldHaveSingleItem().ShouldBe(new CellMonthTold(January, 75m, 2) { Factor = Pm25 });
    }

    [Fact]
    public void The_month_after_the_change_is_told_of_the_new_factor_and_late_hours_of_the_old_month_are_still_of_the_old_one()
    {
        Register(isHot: true);
        Hour(0, 100);
        Put("a34002", January.AddSeconds(10 * 86_400L));
        Hour(744, 90);
        Pm10(744, 300);
        Tick(Closed);

        Hour(1, 50);
        Pm10(1, 400);
        Tick(BeijingTime.Of(2026, 3, 3));

        Told.ShouldBe(
        [
            new CellMonthTold(January, 100m, 1) { Factor = Pm25 },
            new CellMonthTold(January, 75m, 2) { Factor = Pm25 },
            new CellMonthTold(BeijingTime.Of(2026, 2, 1), 300m, 1) { Factor = Coarser },
        ]);
    }

    [Fact]
    public void A_change_that_is_taken_back_within_its_month_never_was()
    {
        Register(isHot: true);
        Hour(0, 100);
        Put("a34002", January.AddSeconds(10 * 86_400L));
        Put("a34004", January.AddSeconds(20 * 86_400L));
        Hour(744, 90);
        Pm10(744, 300);

        Tick(BeijingTime.Of(2026, 3, 3));

        Told[^1].ShouldBe(new CellMonthTold(BeijingTime.Of(2026, 2, 1), 90m, 1) { Factor = Pm25 });
    }

    [Fact]
    public void The_sum_of_a_month_does_not_depend_on_the_order_of_its_hours()
    {
        // Thirds have no last digit: 100/3, 70/3 and 10/3, in whatever order they come and are corrected.
        decimal[] means = [33.333333333333333m, 23.333333333333333m, 3.3333333333333333m];
        Register(isHot: true);
        for (int hour = 2; hour >= 0; hour--)
            Hour(hour, 7);
        for (int hour = 0; hour < 3; hour++)
            Hour(hour, means[hour]);
        Tick(Closed);

        Told[^1].Mean.ShouldBe(Exact.Computed((means[0] + means[1] + means[2]) / 3));
    }

    List<CellMonthTold> Told => [.. _cell.Told.Select(effect => effect.Body).OfType<CellMonthTold>()];

    void Register(bool isHot) => _cell.Feed(new Registered(new CellRecord(Coarse, County, isHot)), January);

    bool Tick(BeijingTime now)
    {
        _cell.EvictAll();
        _cell.RestoreFromSnapshot();
        return _cell.Feed(new Ticked(now), now);
    }

    void Put(string factor, BeijingTime at)
    {
        _cell.Policy = _cell.Policy with
        {
            Ranking = _cell.Policy.Ranking with { Factor = FactorCode.Parse(factor) },
        };
        _cell.Feed(new PolicyPut("other"), at);
    }

    void Pm10(int hour, decimal mean) => Feed(new MeanTold(
        ObservationKind.Hour, Coarser, January.AddSeconds(hour * 3600L), mean, DataFlag.Normal, IsReported: false));

    void Hour(int hour, decimal mean) => Hour(hour, mean, DataFlag.Normal);

    void Hour(int hour, decimal mean, DataFlag flag) => Feed(new MeanTold(
        ObservationKind.Hour, Pm25, January.AddSeconds(hour * 3600L), mean, flag, IsReported: false));

    void Feed(MeanTold told) => _cell.Feed(
        new Signalled(new Signal
        {
            Source = TwinName.Of(Coarse.Children()[0]),
            SourceSequence = ++_told,
            Ordinal = 0,
            CausedAt = told.Start,
            Body = told,
        }),
        told.Start.AddSeconds(3600));
}
