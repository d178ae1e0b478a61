using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Regions;

public sealed class RegionTests
{
    readonly FoldHost<RegionState> _county = Host(County);

    RegionStatus Status => StatusOf(_county);

    [Fact]
    public void The_level_is_the_highest_in_it_with_the_numbers()
    {
        for (int i = 0; i < 3; i++)
            Feed(Point($"A{i}").Line(EscalationLevel.Exceeded));
        for (int i = 0; i < 5; i++)
            Feed(Point($"B{i}").Line(EscalationLevel.Warning));
        Feed(new Teller(TwinName.Of(EnterpriseId.Parse("E1"))).Line(EscalationLevel.Exceeded));
        Feed(Point("C").Line(EscalationLevel.Normal));

        Status.Level.ShouldBe(EscalationLevel.Exceeded);
        Status.LevelReason.ShouldBe("3 points and 1 enterprise exceeded, 5 points warning");
        Status.RosterSize.ShouldBe(10);
    }

    [Fact]
    public void A_line_told_again_moves_its_count_and_one_that_left_takes_it_away()
    {
        Teller point = Point("A");
        Feed(point.Line(EscalationLevel.Warning));
        Feed(point.Line(EscalationLevel.Exceeded, LinkState.Silent));
        Status.Own.Kinds.ShouldBe([new KindCounts { Kind = TwinKind.Point, Exceeded = 1, Silent = 1 }]);
        Feed(point.Tells(new LeftRoster()));

        Status.Own.Kinds.ShouldBeEmpty();
        (Status.Level, Status.LevelReason, Status.RosterSize).ShouldBe((EscalationLevel.Normal, "", 0));
    }

    [Fact]
    public void Counts_climb_to_the_nation()
    {
        FoldHost<RegionState> city = Host(County.Parent!.Value);
        var county = new Teller(TwinName.Of(County));
        var other = new Teller(TwinName.Of(RegionCode.Parse("130108")));
        city.Feed(Point("A").Line(EscalationLevel.Normal), Day);
        city.Feed(county.Tells(Counted(exceeded: 2)), Day);
        city.Feed(other.Tells(Counted(exceeded: 3)), Day);
        city.Feed(county.Tells(Counted(exceeded: 1)), Day);

        // Own 1 normal; below 1 + 3 exceeded.
        StatusOf(city).Totals.Kinds.ShouldBe(
            [new KindCounts { Kind = TwinKind.Point, Normal = 1, Exceeded = 4, Online = 5 }]);
        StatusOf(city).Children.ShouldBe([RegionCode.Parse("130108"), County]);
        city.Told.Count.ShouldBe(4);
        city.Told.ShouldAllBe(effect => effect.Target == TwinName.Of(RegionCode.Parse("130000")));
        ((RegionCounted)city.Told[^1].Body).Counts.Kinds.ShouldBe(StatusOf(city).Totals.Kinds);
    }

    [Fact]
    public void Counts_are_told_only_when_they_change()
    {
        Teller point = Point("A");
        Feed(point.Line(EscalationLevel.Warning, reason: "one"));
        Feed(point.Line(EscalationLevel.Warning, reason: "another"));

        _county.Told.Count.ShouldBe(1);
        _county.State.Roster.Lines[0].Reason.ShouldBe("another");
    }

    [Theory]
    [InlineData("130109", "130100")]
    [InlineData("130100", "130000")]
    [InlineData("130000", "000000")]
    [InlineData("000000", null)]
    public void A_region_stands_in_the_one_right_above(string region, string? above) =>
        (StatusOf(Host(RegionCode.Parse(region))).Region?.ToString()).ShouldBe(above);

    [Fact]
    public void The_nation_tells_nobody()
    {
        FoldHost<RegionState> nation = Host(RegionCode.Nation);
        nation.Feed(Point("A").Line(EscalationLevel.Normal), Day);

        nation.Told.ShouldBeEmpty();
    }

    [Fact]
    public void The_feed_keeps_the_last_200_findings_by_cursor()
    {
        Teller point = Point("A");
        for (int day = 0; day < 250; day++)
            Feed(point.DayOver(At(-24 * day), So2));

        RegionRoster.FindingsAfter(_county.State, 0, 1000).Select(recent => recent.Sequence)
            .ShouldBe(Enumerable.Range(51, 200).Select(sequence => (long)sequence));
        RegionRoster.FindingsAfter(_county.State, 240, 3).Select(recent => recent.Finding.WindowStart)
            .ShouldBe([At(-24 * 240), At(-24 * 241), At(-24 * 242)]);
        Status.NewestFinding.ShouldBe(250);
        _county.Told.ShouldBeEmpty();
    }

    [Fact]
    public void Told_twice_counts_once()
    {
        Signalled told = Point("A").DayOver(Day, So2);
        Feed(told).ShouldBeTrue();
        Feed(told).ShouldBeFalse();

        _county.State.Recent.Count.ShouldBe(1);
    }

    [Fact]
    public void The_same_signal_twice_in_one_append_counts_once()
    {
        var fold = new RegionFold();
        RegionState state = fold.Create(TwinName.Of(County));
        Signalled told = Point("A").DayOver(Day, So2);
        fold.Apply(state, new TwinEntry(1, 1000, told), PolicyFile.National, new EffectList());
        fold.Apply(state, new TwinEntry(2, 1000, told), PolicyFile.National, new EffectList());

        state.Recent.Count.ShouldBe(1);
    }

    [Fact]
    public void A_tick_and_a_registration_known_change_nothing()
    {
        Feed(new Ticked(Day)).ShouldBeFalse();
        Feed(new Registered(new RegionRecord(County, "藁城区"))).ShouldBeTrue();
        Feed(new Registered(new RegionRecord(County, "藁城区"))).ShouldBeFalse();

        Status.DisplayName.ShouldBe("藁城区");
    }

    static readonly Gen<(EntryBody[] InOrder, EntryBody[] Shuffled, int[] Moves)> Cases =
        from told in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2]).Array[1, 10].Array[4]
        let sources = told.Select((lines, i) => Source(i, lines)).ToArray()
        from shuffled in Interleaved(sources)
        from moves in Moves
        select (sources.SelectMany(source => source).ToArray(), shuffled, moves);

    [Fact]
    public void Any_order_of_arrival_gives_the_same_bytes() =>
        Cases.Sample(sample =>
        {
            FoldHost<RegionState> inOrder = Host(County), shuffled = Host(County);
            Run(inOrder, sample.InOrder, Day, [9]);
            Run(shuffled, sample.Shuffled, Day, sample.Moves);

            shuffled.StateHash().ShouldBe(inOrder.StateHash());
            StatusOf(shuffled).Totals.Kinds.ShouldBe(StatusOf(inOrder).Totals.Kinds);
        });

    static EntryBody[] Source(int index, (int Level, int Link)[] lines)
    {
        Teller source = index == 0 ? new Teller(TwinName.Of(RegionCode.Parse("130100"))) : Point($"P{index}");
        return
        [
            .. lines.Select(line =>
                index == 0 ? source.Tells(Counted(line.Level))
                : line.Level == 4 ? source.Tells(new LeftRoster())
                : source.Line((EscalationLevel)line.Level, (LinkState)line.Link)),
        ];
    }

    static RegionCounted Counted(int exceeded) => new(new RosterCounts
    {
        Kinds = [new KindCounts { Kind = TwinKind.Point, Exceeded = exceeded, Online = exceeded }],
    });

    static FoldHost<RegionState> Host(RegionCode region) =>
        new(new RegionFold(), TwinName.Of(region), PolicyFile.National);

    static RegionStatus StatusOf(FoldHost<RegionState> host) => (RegionStatus)new RegionFold().Describe(host.State);

    bool Feed(EntryBody body) => _county.Feed(body, Day);
}
