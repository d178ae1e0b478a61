using CsCheck;
using Qianliyan.Api.Queries;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Tests.Queries;

public class RosterWalkTests
{
    static readonly RosterFilter PointsOnly = RosterFilter.Everything with { Kind = TwinKind.Point };

    readonly FakeGrains _grains = new();

    [Fact]
    public async Task A_region_comes_before_its_roster_and_its_roster_before_its_children()
    {
        GivenTree();

        (await All("130000", RosterFilter.Everything, pageSize: 100)).ShouldBe(
        [
            "regions/130000", "points/MN0001-31",
            "regions/130100", "points/MN0002-31", "points/MN0003-31",
            "regions/130102", "points/MN0004-31",
            "regions/130104", "points/MN0005-31",
            "regions/130200", "points/MN0006-31",
        ]);
    }

    [Fact]
    public async Task A_walk_stays_below_its_root()
    {
        GivenTree();

        (await All("130100", PointsOnly, pageSize: 2)).ShouldBe(
            ["points/MN0002-31", "points/MN0003-31", "points/MN0004-31", "points/MN0005-31"]);
    }

    [Fact]
    public async Task Pages_of_any_size_give_the_same_list()
    {
        GivenTree();
        List<string> whole = await All("000000", RosterFilter.Everything, pageSize: 1_000);
        whole.Count.ShouldBe(12);

        await Gen.Int[1, 14].SampleAsync(async size =>
            (await All("000000", RosterFilter.Everything, size)).ShouldBe(whole));
    }

    [Fact]
    public async Task Regions_that_cannot_match_are_not_asked_for_their_rosters()
    {
        GivenTree();

        (await All("130000", PointsOnly with { Level = EscalationLevel.Exceeded }, pageSize: 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Regions_alone_can_be_listed()
    {
        GivenTree();

        (await All("130000", RosterFilter.Everything with { Kind = TwinKind.Region }, pageSize: 2)).ShouldBe(
            ["regions/130000", "regions/130100", "regions/130102", "regions/130104", "regions/130200"]);
    }

    [Theory]
    [InlineData("130100", null)]
    [InlineData("130100", "points/A-31")]
    [InlineData("130100", "regions/130100")]
    public void A_position_survives_its_text(string region, string? after)
    {
        var position = new RosterPosition(RegionCode.Parse(region), after is null ? null : TwinName.Parse(after));

        RosterPosition.Parse(position.ToString()).ShouldBe(position);
    }

    async Task<List<string>> All(string root, RosterFilter filter, int pageSize)
    {
        var walk = new RosterWalk(_grains, RegionCode.Parse(root), filter);
        var names = new List<string>();
        for (RosterPosition? position = RosterWalk.Beginning(RegionCode.Parse(root)); position is { } here;)
        {
            RosterWalk.Page page = await walk.Read(here, pageSize, TestContext.Current.CancellationToken);
            page.Lines.Count.ShouldBeLessThanOrEqualTo(pageSize);
            names.AddRange(page.Lines.Select(line => line.Name.ToString()));
            position = page.Next;
        }

        return names;
    }

    void GivenTree()
    {
        Add("000000", total: 6, points: [], children: ["130000"]);
        Add("130000", total: 6, points: [1], children: ["130200", "130100"]);
        Add("130100", total: 4, points: [2, 3], children: ["130102", "130104"]);
        Add("130102", total: 1, points: [4], children: []);
        Add("130104", total: 1, points: [5], children: []);
        Add("130200", total: 1, points: [6], children: []);
    }

    void Add(string code, int total, int[] points, string[] children)
    {
        TwinName name = Given.Region(code);
        RegionStatus status = Given.RegionStatus(
            name, 1, [.. children.Select(RegionCode.Parse)], own: points.Length, total: total);
        _grains.Show(status);
        _grains[name].Roster.AddRange(points.Select(point => Given.Line(Given.Point(point))));
    }
}
