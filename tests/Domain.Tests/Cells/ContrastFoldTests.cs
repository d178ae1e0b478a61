using CsCheck;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Cells;

/// <summary>A 3 km cell that holds its fine cells against each other.</summary>
public sealed class ContrastFoldTests
{
    static readonly FactorCode Pm25 = FactorCode.Parse("a34004");
    static readonly CellId Coarse = CellId.Parse("130100-3km-0123-0456");

    // Columns 738 to 743, rows 2736 to 2741: five in the cell, the sixth just beyond its western edge.
    static readonly CellId[] Cells =
    [
        .. new (int Column, int Row)[] { (738, 2736), (739, 2736), (738, 2737), (739, 2738), (741, 2739), (737, 2736) }
            .Select(at => new CellId(Coarse.City, GridResolution.Fine, at.Column, at.Row)),
    ];

    readonly FoldHost<CellState> _coarse = Host(Coarse);
    readonly Teller[] _cells = [.. Cells.Select(cell => new Teller(TwinName.Of(cell)))];

    [Fact]
    public void The_fine_cell_that_stands_out_is_told_with_the_neighbours_and_their_values()
    {
        Tell(8, 200, 80, 82, 84, 90, 86);

        // Nearest to (738, 2736): (737, 2736) and (739, 2736) and (738, 2737) at 500 m. (86 + 80 + 82) / 3 = 82.6667.
        // Median of 80 82 84 86 90 = 84, deviations 4 2 0 2 6: MAD 2; spread 0.15 x 84 = 12.6; 200 - 84 = 116 > 63.
        Finding finding = Told().ShouldHaveSingleItem();
        finding.Twin.ShouldBe(TwinName.Of(Cells[0]));
        (finding.Rule, finding.State, finding.Standing, finding.Class, finding.Level).ShouldBe(
            ("cell.contrast", FindingState.Raised, FindingStanding.Provisional, FindingClass.Lead, EscalationLevel.Notice));
        (finding.WindowStart, finding.WindowEnd, finding.Value).ShouldBe((At(8), At(9), (Exact)200m));
        finding.Reason.ShouldBe(
            "a34004 hour mean 200 > 1.5 x 82.6667, the mean of the 3 nearest (130100-500m-0737-2736 86, "
            + "130100-500m-0738-2737 82, 130100-500m-0739-2736 80); 116 above the median 84 of 5 > 5 x spread 12.6 "
            + "(MAD 2)");
        finding.Figures.Single(figure => figure.Name == "130100-500m-0737-2736").Value.ShouldBe((Exact)86m);
        finding.Figures.Single(figure => figure.Name == "contrast.ratio").Value.ShouldBe((Exact)1.5m);
    }

    [Fact]
    public void A_haze_over_all_of_them_is_nobodys_finding()
    {
        Tell(8, 300, 280, 290, 310, 270, 305);

        Told().ShouldBeEmpty();
    }

    [Fact]
    public void An_episode_is_told_when_it_begins_and_when_it_is_over()
    {
        Tell(8, 200, 80, 82, 84, 90, 86);
        Tell(9, 210, 80, 82, 84, 90, 86);
        Tell(10, 120, 80, 82, 84, 90, 86);
        Told().Length.ShouldBe(1);
        Tell(11, 80, 80, 82, 84, 90, 86);
        Tell(12, 80, 80, 82, 84, 90, 86);

        // 8 and 9 are high, 10 holds with 120 > 1.3 x 82.6667 = 107.4667; 11 and 12 end it.
        Told().Select(finding => (finding.State, finding.Standing, finding.WindowEnd)).ShouldBe(
        [
            (FindingState.Raised, FindingStanding.Provisional, At(9)),
            (FindingState.Revised, FindingStanding.Final, At(11)),
        ]);
        Told()[^1].Reason.ShouldEndWith("; over after 3 hours, 2 of them high");
    }

    [Fact]
    public void Late_neighbours_that_were_as_high_take_the_finding_back()
    {
        Tell(8, 200, 80, 82, 84, 90, 86);
        _coarse.EvictAll();
        for (int i = 1; i < 6; i++)
            _coarse.Feed(_cells[i].Hour(Pm25, At(8), 190), At(30));

        Finding[] told = [.. Told().Where(finding => finding.Twin == TwinName.Of(Cells[0]))];
        told.Select(finding => finding.State).Where(state => state != FindingState.Revised).ShouldBe(
            [FindingState.Raised, FindingState.Withdrawn]);
        told[^1].Reason.ShouldBe(
            $"a34004 not clearly higher than its neighbours from {At(8)} after later data");
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public void An_hour_is_judged_when_three_quarters_of_the_stations_have_told_it(int told, int findings)
    {
        Tell(7, 80, 80, 82, 84, 90, 86);
        ContrastPolicy contrast = PolicyFile.National.Contrast;
        Policy policy = PolicyFile.National with
        {
            Contrast = contrast with { Robust = contrast.Robust with { Stations = 3 } },
        };
        var coarse = new FoldHost<CellState>(new CellFold(), TwinName.Of(Coarse), policy);
        Exact[] values = [200m, 80m, 82m, 84m, 90m, 86m];
        for (int i = 0; i < 6; i++)
            coarse.Feed(_cells[i].Hour(Pm25, At(7), 80m), At(8));
        for (int i = 0; i < told; i++)
            coarse.Feed(_cells[i].Hour(Pm25, At(8), values[i]), At(9));

        // 4 of 6 are 66.7 %, 5 of 6 are 83.3 %.
        coarse.Told.Count(effect => effect.Body is FindingTold).ShouldBe(findings);
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(20, 1)]
    public void Twenty_high_hours_in_a_month_are_a_finding_on_the_month(int hours, int findings)
    {
        // July has 31 days; hours 0 to 3 of five days and more, each day an episode of its own.
        for (int i = 0; i < hours; i++)
            Tell(i % 4 + i / 4 * 24, 200, 80, 82, 84, 90, 86);

        Finding[] told = [.. Told().Where(finding => finding.Rule == "cell.contrast.month")];
        told.Length.ShouldBe(findings);
        if (findings == 0)
            return;
        (told[0].Value, told[0].Limit).ShouldBe(((Exact)20m, (Exact)20m));
        (told[0].WindowStart, told[0].WindowEnd).ShouldBe(
            (BeijingTime.Of(2026, 7, 1), BeijingTime.Of(2026, 8, 1)));
        told[0].Reason.ShouldBe("a34004 clearly higher than its neighbours in 20 hours of the month >= 20");
    }

    [Fact]
    public void Another_policy_judges_the_newest_day_again()
    {
        Tell(8, 200, 80, 82, 84, 90, 86);
        ContrastPolicy contrast = PolicyFile.National.Contrast;
        Policy lenient = PolicyFile.National with { Version = "lenient", Contrast = contrast with { Ratio = 3 } };
        var effects = new EffectList();
        new CellFold().Apply(
            _coarse.State, new TwinEntry(9, At(12).UnixSeconds * 1000, new PolicyPut("lenient")), lenient, effects);

        effects.Told.Select(effect => effect.Body).OfType<FindingTold>().ShouldHaveSingleItem()
            .Finding.State.ShouldBe(FindingState.Withdrawn);
    }

    [Fact]
    public void A_new_month_counts_from_zero()
    {
        for (int i = 0; i < 24; i++)
            Tell(11 * 24 + 14 + i, 200, 80, 82, 84, 90, 86);

        // 20 July + 11 days = 31 July; ten hours of July from 14:00, fourteen of August.
        Told().ShouldNotContain(finding => finding.Rule == "cell.contrast.month");
    }

    [Fact]
    public void The_fine_cell_makes_the_finding_its_own_and_tells_its_region()
    {
        FoldHost<CellState> fine = Host(Cells[0]);
        Teller station = Point("A"), coarse = new(TwinName.Of(Coarse));
        fine.Feed(station.Hour(Pm25, At(8), 70), At(9));
        Tell(8, 200, 80, 82, 84, 90, 86);
        fine.Feed(coarse.Tells(new FindingTold(Told()[0])), At(9));

        Finding finding = fine.Findings.ShouldHaveSingleItem();
        (finding.FirstEntry, finding.LastEntry, finding.DecidedBy).ShouldBe((2, 2, 2));
        fine.Told.Where(effect => effect.Body is FindingTold).ShouldHaveSingleItem().Target.ShouldBe(
            TwinName.Of(Coarse.City));
        var status = (CellStatus)new CellFold().Describe(fine.State);
        (status.Level, status.LevelReason).ShouldBe((EscalationLevel.Notice, finding.Reason));
        status.Findings.ShouldHaveSingleItem();
        fine.RestoreFromSnapshot();
        fine.Feed(coarse.Tells(new FindingTold(finding with { State = FindingState.Withdrawn })), At(9));
        ((CellStatus)new CellFold().Describe(fine.State)).Level.ShouldBe(EscalationLevel.Normal);
    }

    [Theory]
    [InlineData(738, 2736, "0122-0455, 0123-0455, 0122-0456")]
    [InlineData(740, 2738, "0122-0455, 0123-0455, 0122-0456")]
    [InlineData(741, 2738, "0123-0455, 0124-0455, 0124-0456")]
    [InlineData(740, 2739, "0122-0456, 0122-0457, 0123-0457")]
    [InlineData(743, 2741, "0124-0456, 0123-0457, 0124-0457")]
    public void A_fine_cell_is_near_the_three_coarse_cells_of_its_quarter(int column, int row, string near) =>
        string.Join(", ", new CellId(Coarse.City, GridResolution.Fine, column, row).CoarseNearby()
                .Select(cell => cell.ToString()["130100-3km-".Length..]))
            .ShouldBe(near);

    [Fact]
    public void A_mean_goes_to_the_coarse_cells_near_by_when_its_factor_is_compared()
    {
        FoldHost<CellState> fine = Host(Cells[0]);
        fine.Feed(Point("A").Hour(Pm25, At(8), 70), At(9));
        fine.Feed(Point("B").Hour(So2, At(8), 70), At(9));

        TwinName[] TargetsOf(FactorCode factor) =>
            [.. fine.Told.Where(told => told.Body is MeanTold mean && mean.Factor == factor).Select(told => told.Target)];
        TargetsOf(Pm25).ShouldBe(
            [TwinName.Of(Coarse), .. Cells[0].CoarseNearby().Select(TwinName.Of)]);
        TargetsOf(So2).ShouldBe([TwinName.Of(Coarse)]);
    }

    [Fact]
    public void A_coarse_cell_that_only_hears_its_surroundings_shows_nothing()
    {
        _coarse.Feed(_cells[5].Hour(Pm25, At(8), 400), At(9));

        _coarse.Told.ShouldBeEmpty();
        var status = (CellStatus)new CellFold().Describe(_coarse.State);
        (status.Level, status.Factors.Length).ShouldBe((EscalationLevel.Normal, 0));
    }

    static readonly Gen<(EntryBody[] InOrder, EntryBody[] Shuffled, int[] Moves)> Cases =
        from told in Gen.Select(Gen.Int[0, 50], Gen.Int[8, 30], Gen.Int[0, 9]).Array[5, 25].Array[6]
        let sources = told.Select((hours, i) => Source(i, hours)).ToArray()
        from shuffled in Interleaved(sources)
        from moves in Moves
        select (sources.SelectMany(source => source).ToArray(), shuffled, moves);

    [Fact]
    public void Any_order_of_arrival_gives_the_same_bytes_and_the_same_findings_in_force() =>
        Cases.Sample(sample =>
        {
            FoldHost<CellState> inOrder = Host(Coarse), shuffled = Host(Coarse);
            Run(inOrder, sample.InOrder, At(60), [9]);
            Run(shuffled, sample.Shuffled, At(60), sample.Moves);

            shuffled.StateHash().ShouldBe(inOrder.StateHash());
            InForce(shuffled).ShouldBe(InForce(inOrder));
        });

    static Finding[] InForce(FoldHost<CellState> host)
    {
        var last = new SortedDictionary<string, Finding>(StringComparer.Ordinal);
        foreach (Finding finding in host.Told.Select(effect => effect.Body).OfType<FindingTold>().Select(told => told.Finding))
            last[finding.Id] = finding with { State = finding.State == FindingState.Withdrawn ? finding.State : FindingState.Raised };
        return [.. last.Values.Where(finding => finding.State != FindingState.Withdrawn)];
    }

    static EntryBody[] Source(int cell, (int Hour, int Tens, int Kind)[] told)
    {
        var teller = new Teller(TwinName.Of(Cells[cell]));
        return [.. told.Select(one => teller.Hour(
            Pm25, At(one.Hour % 12), one.Kind == 0 ? 400 : 60 + one.Tens,
            one.Kind == 1 ? DataFlag.Fault : DataFlag.Normal))];
    }

    static FoldHost<CellState> Host(CellId cell) => new(new CellFold(), TwinName.Of(cell), PolicyFile.National);

    Finding[] Told() =>
        [.. _coarse.Told.Select(effect => effect.Body).OfType<FindingTold>().Select(told => told.Finding)];

    /// <summary>One hour of all cells, the one under test last.</summary>
    void Tell(int hour, params decimal[] values)
    {
        for (int i = values.Length - 1; i >= 0; i--)
            _coarse.Feed(_cells[i].Hour(Pm25, At(hour), values[i]), At(hour + 1));
    }
}
