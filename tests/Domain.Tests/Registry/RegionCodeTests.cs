using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Registry;

public sealed class RegionCodeTests
{
    [Theory]
    [InlineData("130109", RegionLevel.County, "130100", "130109 130100 130000 000000")]
    [InlineData("130100", RegionLevel.City, "130100", "130100 130000 000000")]
    [InlineData("130000", RegionLevel.Province, null, "130000 000000")]
    [InlineData("000000", RegionLevel.Nation, null, "000000")]
    [InlineData("110105", RegionLevel.County, "110000", "110105 110000 000000")]
    [InlineData("110000", RegionLevel.Province, "110000", "110000 000000")]
    [InlineData("110100", RegionLevel.City, "110000", "110100 110000 000000")]
    [InlineData("500229", RegionLevel.County, "500000", "500229 500000 000000")]
    [InlineData("419001", RegionLevel.County, "419001", "419001 410000 000000")]
    public void Level_city_and_chain_follow_from_the_code(string text, RegionLevel level, string? city, string chain)
    {
        RegionCode code = RegionCode.Parse(text);

        code.Level.ShouldBe(level);
        (code.City?.ToString()).ShouldBe(city);
        string.Join(' ', code.SelfAndAncestors()).ShouldBe(chain);
        code.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("13010")]
    [InlineData("1301090")]
    [InlineData("13O109")]
    [InlineData("130001")]
    [InlineData("990000")]
    [InlineData("000001")]
    [InlineData("+13010")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_code_is_refused(string? text) => RegionCode.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_region_contains_itself_and_what_lies_below()
    {
        RegionCode hebei = RegionCode.Parse("130000");

        hebei.Contains(RegionCode.Parse("130109")).ShouldBeTrue();
        hebei.Contains(hebei).ShouldBeTrue();
        hebei.Contains(RegionCode.Parse("140100")).ShouldBeFalse();
        hebei.Contains(RegionCode.Nation).ShouldBeFalse();
        RegionCode.Nation.Contains(hebei).ShouldBeTrue();
    }
}
