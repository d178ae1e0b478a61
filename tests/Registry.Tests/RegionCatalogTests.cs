using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

public sealed class RegionCatalogTests
{
    static readonly RegionCatalog Catalog = RegionCatalog.Default;

    [Theory]
    [InlineData("2+26", "2018-06-01", 28)]
    [InlineData("2+26", "2023-11-29", 28)]
    [InlineData("2+26", "2023-11-30", 0)]
    [InlineData("fenwei", "2018-09-30", 0)]
    [InlineData("fenwei", "2020-03-01", 11)]
    [InlineData("2+36", "2023-11-29", 0)]
    [InlineData("2+36", "2024-01-01", 42)]
    public void A_group_has_its_members_of_the_day(string group, string day, int members) =>
        Catalog.MembersOf(group, DateOnly.Parse(day, provider: null)).Count().ShouldBe(members);

    [Fact]
    public void The_39_cities_of_2020_are_named()
    {
        var day = new DateOnly(2020, 3, 1);
        RegionCode[] cities = [.. Catalog.MembersOf("2+26", day), .. Catalog.MembersOf("fenwei", day)];

        cities.Distinct().Count().ShouldBe(39);
        cities.ShouldAllBe(city => city.IsCity && Catalog[city].Name.EndsWith('市'));
    }

    [Fact]
    public void A_county_stands_in_the_groups_of_its_city()
    {
        Catalog.GroupsOf(RegionCode.Parse("140105"), new DateOnly(2020, 1, 1)).ShouldBe(["2+26"]);
        Catalog.GroupsOf(RegionCode.Parse("140105"), new DateOnly(2024, 1, 1)).ShouldBe(["fenwei"]);
        Catalog.GroupsOf(RegionCode.Parse("110105"), new DateOnly(2024, 1, 1)).ShouldBe(["2+36"]);
    }

    [Fact]
    public void Luoyang_and_Sanmenxia_left_the_Fenwei_Plain_for_2_36()
    {
        Catalog.GroupsOf(RegionCode.Parse("410300"), new DateOnly(2023, 11, 29)).ShouldBe(["fenwei"]);
        Catalog.GroupsOf(RegionCode.Parse("411200"), new DateOnly(2023, 11, 30)).ShouldBe(["2+36"]);
    }

    [Fact]
    public void All_34_provinces_are_named_and_an_unknown_county_has_no_name()
    {
        Catalog.Regions.Count(region => region.Level == RegionLevel.Province).ShouldBe(34);
        Catalog[RegionCode.Parse("130109")].ShouldBe(new RegionRecord(RegionCode.Parse("130109"), ""));
    }
}
