using CsCheck;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Cells;

public sealed class CellTests
{
    static readonly FactorCode Pm25 = FactorCode.Parse("a34004");
    static readonly FactorCode Pm10 = FactorCode.Parse("a34002");
    static readonly CellId Fine = CellId.Parse("130100-500m-0740-2740");
    static readonly CellId Coarse = CellId.Parse("130100-3km-0123-0456");
    static readonly BeijingTime Now = At(100);

    readonly FoldHost<CellState> _fine = Host(Fine);
    readonly Teller _a = Point("A"), _b = Point("B"), _c = Point("C");

    CellStatus Status => StatusOf(_fine);

    CellFactorStatus Figures => Status.Factors.Single(factor => factor.Factor == Pm25);

    [Fact]
    public void An_hour_of_a_cell_is_the_mean_of_its_valid_stations()
    {
        Feed(_a.Hour(Pm25, At(8), 100));
        Feed(_b.Hour(Pm25, At(8), 141));
        Feed(_c.Hour(Pm25, At(8), 900, DataFlag.Fault));

        // (100 + 141) / 2 = 120.5, and 115 <= 120.5 < 150.
        Figures.Latest.ShouldBe(new CellHour(At(8), 120.5m, 2));
        Status.Level.ShouldBe(EscalationLevel.Warning);
        Status.LevelReason.ShouldBe("a34004 hour mean 120.5 of 2 stations >= 115");
    }

    [Theory]
    [InlineData(74.99, EscalationLevel.Normal)]
    [InlineData(75, EscalationLevel.Notice)]
    [InlineData(115, EscalationLevel.Warning)]
    [InlineData(150, EscalationLevel.Exceeded)]
    public void A_step_is_reached_at_its_very_value(double value, EscalationLevel level)
    {
        Feed(_a.Hour(Pm25, At(8), (decimal)value));

        Status.Level.ShouldBe(level);
    }

    [Fact]
    public void A_value_told_again_replaces_the_one_before()
    {
        Feed(_a.Hour(Pm25, At(8), 100));
        Feed(_b.Hour(Pm25, At(8), 20));
        Feed(_a.Hour(Pm25, At(8), 40));

        // (40 + 20) / 2
        Figures.Latest.ShouldBe(new CellHour(At(8), 30m, 2));
    }

    [Fact]
    public void Told_twice_counts_once()
    {
        Signalled told = _a.Hour(Pm25, At(8), 100);
        Feed(told).ShouldBeTrue();
        string hash = _fine.StateHash();
        Feed(told).ShouldBeFalse();

        _fine.StateHash().ShouldBe(hash);
    }

    [Fact]
    public void A_station_whose_hour_turns_void_leaves_the_mean()
    {
        Feed(_a.Hour(Pm25, At(8), 100));
        Feed(_b.Hour(Pm25, At(8), 20));
        Feed(_a.Hour(Pm25, At(8), 100, DataFlag.Maintenance));
        Figures.Latest.ShouldBe(new CellHour(At(8), 20m, 1));
        Feed(_b.Hour(Pm25, At(8), Exact.None, DataFlag.Insufficient));

        Figures.Latest.ShouldBe(default);
        Status.Level.ShouldBe(EscalationLevel.Normal);
        _fine.Told.Where(effect => effect.Target == TwinName.Of(Coarse)).Select(effect => effect.Body)
            .OfType<MeanTold>().Select(mean => (mean.Value, mean.Flag)).ShouldBe(
            [((Exact)100m, DataFlag.Normal), (60m, DataFlag.Normal), (20m, DataFlag.Normal), (Exact.None, DataFlag.Insufficient)]);
    }

    [Fact]
    public void The_coarse_cell_is_told_a_mean_only_when_it_changes()
    {
        Feed(_a.Hour(Pm25, At(8), 100));
        Feed(_b.Hour(Pm25, At(8), 100));

        Effect effect = _fine.Told.Where(told => told.Body is MeanTold && told.Target == TwinName.Of(Coarse))
            .ShouldHaveSingleItem();
        effect.Body.ShouldBe(new MeanTold(ObservationKind.Hour, Pm25, At(8), 100m, DataFlag.Normal, IsReported: false));
    }

    [Fact]
    public void A_coarse_cell_shows_its_mean_and_its_highest_fine_cell()
    {
        FoldHost<CellState> coarse = Host(Coarse);
        var cells = Coarse.Children().Take(3).Select(cell => new Teller(TwinName.Of(cell))).ToArray();
        decimal[] values = [90, 150, 120];
        for (int i = 0; i < cells.Length; i++)
            coarse.Feed(cells[i].Hour(Pm25, At(8), values[i]), Now);

        // (90 + 150 + 120) / 3 = 120
        CellFactorStatus figures = StatusOf(coarse).Factors.ShouldHaveSingleItem();
        figures.Latest.ShouldBe(new CellHour(At(8), 120m, 3));
        (figures.Highest, figures.HighestValue).ShouldBe((cells[1].Name, (Exact)150m));
        StatusOf(coarse).LevelReason.ShouldBe("a34004 hour mean 120 of 3 fine cells >= 115");
        coarse.Told.Select(effect => effect.Body).OfType<MeanTold>().ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_highest_the_first_by_name_is_shown()
    {
        Feed(_b.Hour(Pm25, At(8), 100));
        Feed(_a.Hour(Pm25, At(8), 100));

        Figures.Highest.ShouldBe(_a.Name);
    }

    [Fact]
    public void The_rolling_day_ends_with_the_newest_hour_and_the_natural_day_starts_at_midnight()
    {
        for (int hour = 0; hour < 30; hour++)
            Feed(_a.Hour(Pm25, At(hour), hour));

        // Hours 6 to 29: (6 + 29) / 2 = 17.5; the natural day has 24 to 29: 26.5.
        (Figures.RollingDay, Figures.RollingHours).ShouldBe(((Exact)17.5m, 24));
        (Figures.NaturalDay, Figures.NaturalDayHours).ShouldBe(((Exact)26.5m, 6));
    }

    [Fact]
    public void An_hour_of_last_week_goes_to_its_page_and_to_the_coarse_cell()
    {
        Feed(_a.Hour(Pm25, At(0), 100));
        Feed(_b.Hour(Pm25, At(0), 50));
        Feed(_a.Hour(Pm25, At(168), 10));
        _fine.EvictAll();
        Feed(_b.Hour(Pm25, At(0), 60));

        // The page still knows 100 of the other station: (100 + 60) / 2 = 80.
        var told = (MeanTold)_fine.Told[^1].Body;
        (told.Start, told.Value).ShouldBe((At(0), (Exact)80m));
        Figures.Latest.ShouldBe(new CellHour(At(168), 10m, 1));
        Figures.RollingHours.ShouldBe(1);
    }

    [Fact]
    public void A_factor_that_nobody_reports_any_more_loses_its_say()
    {
        Feed(_a.Hour(Pm10, At(8), 400));
        Feed(_b.Hour(Pm25, At(9), 10));
        Status.Level.ShouldBe(EscalationLevel.Exceeded);
        Feed(_b.Hour(Pm25, At(10), 10));

        Status.Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void The_region_is_told_of_levels_and_not_of_every_figure()
    {
        Feed(_a.Hour(Pm25, At(8), 80));
        Feed(_a.Hour(Pm25, At(9), 90));
        Feed(_a.Hour(Pm25, At(10), 120));

        _fine.Told.Where(effect => effect.Target == TwinName.Of(Fine.City)).Select(
            effect => ((StatusChanged)effect.Body).Reason)
            .ShouldBe(["a34004 hour mean 80 of 1 station >= 75", "a34004 hour mean 120 of 1 station >= 115"]);
    }

    [Fact]
    public void A_cell_lives_without_registration_in_its_city_and_moves_to_its_county_with_it()
    {
        Feed(_a.Line(EscalationLevel.Normal));
        Status.Region.ShouldBe(Fine.City);
        _fine.Told.Clear();
        Feed(new Registered(new CellRecord(Fine, County, IsHot: true)));

        _fine.Told.Select(effect => (effect.Target, effect.Body.GetType())).ShouldBe(
            [(TwinName.Of(Fine.City), typeof(LeftRoster)), (TwinName.Of(County), typeof(StatusChanged))]);
        (Status.Region, Status.IsHot).ShouldBe((County, true));
        Feed(new Registered(new CellRecord(Fine, County, IsHot: true))).ShouldBeFalse();
    }

    [Fact]
    public void Lines_of_stations_keep_the_count_of_those_online()
    {
        Feed(_a.Line(EscalationLevel.Normal));
        Feed(_b.Line(EscalationLevel.Notice, LinkState.Silent));
        (Status.OnlineSources, Status.Link).ShouldBe((1, LinkState.Online));
        Feed(_a.Line(EscalationLevel.Notice, LinkState.Silent));

        (Status.OnlineSources, Status.Link).ShouldBe((0, LinkState.Silent));
    }

    [Fact]
    public void A_tick_changes_nothing() => Feed(new Ticked(Now)).ShouldBeFalse();

    static readonly Gen<(EntryBody[] InOrder, EntryBody[] Shuffled, int[] Moves)> Cases =
        from hours in Gen.Select(Gen.Int[0, 60], Gen.Int[60, 160], Gen.Bool).Array[1, 15].Array[3]
        let sources = hours.Select((told, i) => Station($"S{i}", told)).ToArray()
        from shuffled in Interleaved(sources)
        from moves in Moves
        select (sources.SelectMany(source => source).ToArray(), shuffled, moves);

    [Fact]
    public void Any_order_of_arrival_gives_the_same_bytes() =>
        Cases.Sample(sample =>
        {
            FoldHost<CellState> inOrder = Host(Fine), shuffled = Host(Fine);
            Run(inOrder, sample.InOrder, Now, [9]);
            Run(shuffled, sample.Shuffled, Now, sample.Moves);

            shuffled.StateHash().ShouldBe(inOrder.StateHash());
        });

    [Fact]
    public void The_same_entries_tell_the_same_evicted_and_restored_or_not() =>
        Cases.Sample(sample =>
        {
            FoldHost<CellState> plain = Host(Fine), disturbed = Host(Fine);
            Run(plain, sample.Shuffled, Now, [9]);
            Run(disturbed, sample.Shuffled, Now, sample.Moves);

            disturbed.Told.ShouldBe(plain.Told);
        });

    static EntryBody[] Station(string mn, (int Hour, int Value, bool IsValid)[] told)
    {
        Teller station = Point(mn);
        return
        [
            station.Line(EscalationLevel.Normal),
            .. told.Select(one => station.Hour(
                one.Value % 3 == 0 ? Pm10 : Pm25, At(one.Hour), one.Value,
                one.IsValid ? DataFlag.Normal : DataFlag.Fault)),
        ];
    }

    static FoldHost<CellState> Host(CellId cell) => new(new CellFold(), TwinName.Of(cell), PolicyFile.National);

    static CellStatus StatusOf(FoldHost<CellState> host) => (CellStatus)new CellFold().Describe(host.State);

    bool Feed(EntryBody body) => _fine.Feed(body, Now);
}
