using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

public sealed class FurnaceStateTests
{
    static readonly FactorCode State = FactorCode.Parse("g11001");
    static readonly FactorCode N = FactorCode.Parse("N");
    static readonly FactorCode Stop = FactorCode.Parse("St");

    /// <summary>A day's low and corrected slots of one point, the findings and means of another.</summary>
    static EntryBody[][] Sources(int[] celsius, bool[] over)
    {
        Teller temperature = Teller.Point("MN1"), gas = Teller.Point("MN2");
        EntryBody[] slots = [.. celsius.Select((value, i) => FurnaceHost.Mean(temperature, i % 12, value))];
        EntryBody[] rest =
        [
            gas.Line(EscalationLevel.Normal),
            .. over.Select((isOver, i) => gas.DayOver(
                Teller.Day, i % 2 == 0 ? Teller.So2 : Teller.Nox,
                isOver ? FindingState.Raised : FindingState.Withdrawn)),
            .. over.Select(isOver => gas.DayMean(Teller.So2, Teller.Day, isOver ? 80.1m : 80m)),
            .. celsius.Select((value, i) => gas.Hour(Teller.So2, Teller.At(i % 24), value)),
            gas.Tells(new ConditionTold(State, N, Teller.Day)),
        ];
        return [slots, rest];
    }

    static readonly Gen<(EntryBody[] InOrder, EntryBody[] Shuffled, int[] Moves)> Cases =
        from celsius in Gen.Int[846, 852].Array[1, 40]
        from over in Gen.Bool.Array[1, 6]
        let sources = Sources(celsius, over)
        from shuffled in Teller.Interleaved(sources)
        from moves in Teller.Moves
        select (sources.SelectMany(source => source).ToArray(), shuffled, moves);

    [Fact]
    public void The_same_entries_give_the_same_bytes_evicted_and_restored_or_not() =>
        Cases.Sample(sample =>
        {
            var plain = new FurnaceHost();
            var disturbed = new FurnaceHost();
            Teller.Run(plain.Host, sample.Shuffled, FurnaceHost.Now, [9]);
            Teller.Run(disturbed.Host, sample.Shuffled, FurnaceHost.Now, sample.Moves);

            disturbed.Host.StateHash().ShouldBe(plain.Host.StateHash());
            disturbed.Host.Told.ShouldBe(plain.Host.Told);
        });

    [Fact]
    public void Any_order_of_the_sources_gives_the_same_picture() =>
        Cases.Sample(sample =>
        {
            var inOrder = new FurnaceHost();
            var shuffled = new FurnaceHost();
            Teller.Run(inOrder.Host, sample.InOrder, FurnaceHost.Now, [9]);
            Teller.Run(shuffled.Host, sample.Shuffled, FurnaceHost.Now, sample.Moves);

            // The numbers of the entries behind a figure are the one thing that depends on the order.
            Picture(shuffled).ShouldBe(Picture(inOrder));
        });

    [Fact]
    public void Any_order_of_the_slots_of_a_day_gives_the_same_bytes() =>
        Gen.Shuffle(Enumerable.Range(0, 288).ToArray()).Select(Teller.Moves).Sample((slots, moves) =>
        {
            string Hash(int[] order, int[] between)
            {
                var furnace = new FurnaceHost();
                EntryBody[] entries = [.. order.Select(slot => FurnaceHost.Mean(furnace.Point, slot, 846 + slot % 60))];
                Teller.Run(furnace.Host, entries, FurnaceHost.Now, between);
                return furnace.Host.StateHash();
            }

            Hash(slots, moves).ShouldBe(Hash([.. Enumerable.Range(0, 288)], [9]));
        }, iter: 20);

    [Fact]
    public void The_line_is_told_to_enterprise_and_region_when_it_changes_and_only_then()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(new Registered(FurnaceHost.Registration));
        furnace.Slots(0, 2, 840);
        Lines(furnace).Select(effect => effect.Target.ToString()).ShouldBe(["enterprises/E1", "regions/130109"]);
        furnace.Slot(2, 840);

        Effect[] lines = [.. Lines(furnace)];
        lines.Length.ShouldBe(4);
        lines[3].Body.ShouldBe(new StatusChanged(
            "1号炉",
            EscalationLevel.Notice,
            LinkState.Unknown,
            "3 five-minute means below 850 on 2026-07-20, 5 tolerated",
            null,
            FurnaceHost.Now));
    }

    [Fact]
    public void Before_it_is_registered_it_tells_nobody_and_then_enterprise_and_region()
    {
        var furnace = new FurnaceHost();
        furnace.Slots(0, 6, 840);
        furnace.Findings.ShouldHaveSingleItem();
        furnace.Host.Told.ShouldBeEmpty();
        furnace.Feed(new Registered(FurnaceHost.Registration));

        Lines(furnace).Select(effect => (effect.Target.ToString(), effect.Body.GetType())).ShouldBe(
            [("enterprises/E1", typeof(StatusChanged)), ("regions/130109", typeof(StatusChanged))]);
    }

    [Fact]
    public void A_furnace_that_moves_leaves_the_rosters_it_stood_in()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(new Registered(FurnaceHost.Registration));
        furnace.Feed(new Registered(FurnaceHost.Registration with { Enterprise = EnterpriseId.Parse("E2") }));

        Effect[] lines = [.. Lines(furnace)];
        lines[2].ShouldBe(new Effect(TwinName.Of(EnterpriseId.Parse("E1")), new LeftRoster()));
        lines[3].Target.ShouldBe(TwinName.Of(EnterpriseId.Parse("E2")));
        lines.Length.ShouldBe(4);
    }

    /// <summary>What rosters are told: not that the furnace judges the days of its outlet.</summary>
    static IEnumerable<Effect> Lines(FurnaceHost furnace) =>
        furnace.Host.Told.Where(effect => effect.Body is StatusChanged or LeftRoster);

    [Fact]
    public void All_points_silent_make_the_furnace_silent()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(furnace.Point.Line(EscalationLevel.Notice, LinkState.Silent));

        (furnace.Status.Link, furnace.Status.Level, furnace.Status.LevelReason)
            .ShouldBe((LinkState.Silent, EscalationLevel.Notice, "no data"));
    }

    [Fact]
    public void The_newest_means_show_whatever_comes_late()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(furnace.Point.Hour(Teller.So2, Teller.At(9), 80m));
        furnace.Feed(furnace.Point.Hour(Teller.So2, Teller.At(8), 70m));
        furnace.Feed(furnace.Point.Hour(Teller.So2, Teller.At(9), 81m));
        furnace.Feed(furnace.Point.Tells(new MeanTold(
            ObservationKind.Day, Teller.So2, Teller.Day, 60m, DataFlag.Normal, IsReported: false)));

        LatestMeans means = furnace.Status.Means.ShouldHaveSingleItem();
        (means.Hour.Start, means.Hour.Value, means.Day.Value).ShouldBe((Teller.At(9), (Exact)81m, (Exact)60m));
    }

    [Fact]
    public void Reports_of_the_same_condition_are_one_run_and_a_late_one_splits_it()
    {
        var runs = new ConditionRuns();
        foreach (int minute in (int[])[0, 10, 20, 30])
            runs.Take(State, N, Teller.At(8, minute));
        runs.All.ShouldBe([new ConditionRun(State, N, Teller.At(8), Teller.At(8, 30))]);
        runs.Take(State, Stop, Teller.At(8, 15));

        runs.All.ShouldBe(
        [
            new ConditionRun(State, N, Teller.At(8), Teller.At(8)),
            new ConditionRun(State, Stop, Teller.At(8, 15), Teller.At(8, 15)),
            new ConditionRun(State, N, Teller.At(8, 30), Teller.At(8, 30)),
        ]);
        runs.Current.ShouldBe([new ConditionRun(State, N, Teller.At(8, 30), Teller.At(8, 30))]);
    }

    [Fact]
    public void A_corrected_condition_joins_its_neighbours()
    {
        var runs = new ConditionRuns();
        runs.Take(State, N, Teller.At(8));
        runs.Take(State, Stop, Teller.At(9));
        runs.Take(State, N, Teller.At(10));
        runs.Take(State, N, Teller.At(9));

        runs.All.ShouldBe([new ConditionRun(State, N, Teller.At(8), Teller.At(10))]);
    }

    [Fact]
    public void The_condition_in_force_stays_while_old_changes_go()
    {
        FactorCode rare = FactorCode.Parse("g11002");
        var runs = new ConditionRuns();
        runs.Take(rare, N, Teller.At(0));
        for (int i = 1; i <= 200; i++)
            runs.Take(State, i % 2 == 0 ? N : Stop, Teller.At(0, i));

        runs.All.Count.ShouldBe(ConditionRuns.Most);
        runs.Current.ShouldBe(
            [new ConditionRun(State, N, Teller.At(0, 200), Teller.At(0, 200)), new ConditionRun(rare, N, Teller.At(0), Teller.At(0))]);
    }

    static string Picture(FurnaceHost furnace)
    {
        IncineratorStatus status = furnace.Status;
        var day = (FurnaceDay)furnace.Host.State.Pages.Find(PageId.Day(Teller.Day)).ShouldNotBeNull();
        PageId month = new(PageKind.Month, BeijingTime.Of(2026, 7, 1));
        var writer = new EntryWriter();
        day.Means.Write(writer);
        day.Findings.Write(writer);
        day.Own.Write(writer);
        day.Temperatures(null).Write(writer);
        return string.Join(
            '\n',
            status with { Means = [], Conditions = [], ConditionHistory = [], Points = [] },
            string.Join(',', status.Means.AsEnumerable()),
            string.Join(',', status.ConditionHistory),
            string.Join(',', status.Points.AsEnumerable()),
            Convert.ToHexString(writer.WrittenSpan),
            Convert.ToHexString(furnace.Host.Pages()[month.ToString()]));
    }
}
