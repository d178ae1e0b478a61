using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Regions;

public sealed class RosterQueryTests
{
    const int Lines = 5_000;

    /// <summary>
    /// 5,000 lines: 4,000 points, every tenth exceeded and every fourth silent, and 1,000 enterprises.
    /// </summary>
    static readonly RegionState State = Make();

    [Fact]
    public void Pages_follow_each_other_without_gap_or_repetition()
    {
        var names = new List<TwinName>();
        var query = new RosterQuery { Limit = 700 };
        RosterPage page;
        do
        {
            page = RegionRoster.List(State, query);
            names.AddRange(page.Lines.Select(line => line.Name));
            query = query with { After = page.Lines[^1].Name };
        }
        while (!page.IsLast);

        names.Count.ShouldBe(Lines);
        names.ShouldBe(names.Order());
        names.Distinct().Count().ShouldBe(Lines);
    }

    [Fact]
    public void A_page_that_takes_the_last_match_is_the_last()
    {
        RegionRoster.List(State, new RosterQuery { Limit = Lines }).IsLast.ShouldBeTrue();
        RegionRoster.List(State, new RosterQuery { Limit = Lines - 1 }).IsLast.ShouldBeFalse();
        RegionRoster.List(State, new RosterQuery { Kind = TwinKind.Point, Limit = 4_000 }).IsLast.ShouldBeTrue();
    }

    [Fact]
    public void Conditions_narrow_the_list()
    {
        Count(new RosterQuery { Kind = TwinKind.Enterprise, Limit = Lines }).ShouldBe(1_000);
        Count(new RosterQuery { Level = EscalationLevel.Exceeded, Limit = Lines }).ShouldBe(400);
        Count(new RosterQuery { Link = LinkState.Silent, Limit = Lines }).ShouldBe(1_000);

        // Multiples of 20 are multiples of both.
        Count(
            new RosterQuery { Level = EscalationLevel.Exceeded, Link = LinkState.Silent, Limit = Lines }).ShouldBe(200);
        Count(new RosterQuery { Kind = TwinKind.Cell, Limit = Lines }).ShouldBe(0);
    }

    [Fact]
    public void A_box_takes_what_stands_in_it_edges_included()
    {
        // Point i stands at 114 + i / 10000 degrees east: 0 to 100 are 101 points; enterprises have no place.
        Count(new RosterQuery { Box = new GeoBox(114, 38, 114.01, 38), Limit = Lines }).ShouldBe(101);
    }

    [Fact]
    public void The_name_to_continue_after_need_not_be_there()
    {
        var query = new RosterQuery { After = TwinName.Parse("points/P00009x-31"), Limit = 1 };

        RegionRoster.List(State, query).Lines[0].Name.Id.ShouldBe("P00010-31");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_must_be_positive(int limit) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RegionRoster.List(State, new RosterQuery { Limit = limit }));

    static int Count(RosterQuery query) => RegionRoster.List(State, query).Lines.Length;

    static RegionState Make()
    {
        var fold = new RegionFold();
        RegionState state = fold.Create(TwinName.Of(County));
        var effects = new EffectList();
        long sequence = 0;
        foreach (int i in Enumerable.Range(0, Lines).OrderBy(i => i * 7_919 % Lines))
        {
            bool isPoint = i < 4_000;
            TwinName name = TwinName.Parse(isPoint ? $"points/P{i:D5}-31" : $"enterprises/91130100MA00{i:D5}X");
            var line = new StatusChanged(
                isPoint ? $"{i}号排放口" : "藁城区某某钢铁有限责任公司",
                isPoint && i % 10 == 0 ? EscalationLevel.Exceeded : EscalationLevel.Normal,
                isPoint && i % 4 == 0 ? LinkState.Silent : LinkState.Online,
                isPoint && i % 10 == 0 ? "a21026 daily mean over its limit" : "",
                isPoint ? new Wgs84(114 + i / 10_000.0, 38) : null,
                Day);
            fold.Apply(
                state, new TwinEntry(++sequence, 1000, new Teller(name).Tells(line)), PolicyFile.National, effects);
        }

        Teller point = Point("F");
        for (int day = 0; day < RegionState.MostRecent; day++)
            fold.Apply(
                state, new TwinEntry(++sequence, 1000, point.DayOver(At(24 * day), So2)), PolicyFile.National, effects);
        return state;
    }
}
