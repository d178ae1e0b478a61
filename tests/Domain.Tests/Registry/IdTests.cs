using CsCheck;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Registry;

public sealed class IdTests
{
    const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    static readonly Gen<string> Plain = Gen.Char[Letters].Array[1, 4].Select(chars => new string(chars));
    static readonly Gen<string> Tail = Gen.Char[Letters + "-_."].Array[0, 63].Select(chars => new string(chars));
    static readonly Gen<string> Ids = Gen.Select(Gen.Char[Letters], Tail).Select(parts => parts.Item1 + parts.Item2);

    [Theory]
    [InlineData("010000A8900016F000169DC0-31", "010000A8900016F000169DC0", "31")]
    [InlineData("8888-88_01-32", "8888-88_01", "32")]
    [InlineData("A--101", "A-", "101")]
    public void A_point_splits_at_the_last_hyphen(string text, string mn, string st) =>
        PointId.Parse(text).ShouldBe(new PointId(mn, st));

    [Theory]
    [InlineData("A31")]
    [InlineData("-31")]
    [InlineData("A-")]
    [InlineData("A-3.1")]
    [InlineData("A/B-31")]
    [InlineData("A B-31")]
    [InlineData("_A-31")]
    [InlineData("A-12345")]
    [InlineData("设备-31")]
    [InlineData(null)]
    public void What_is_no_point_is_refused(string? text) => PointId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_point_and_furnace_parses_from_its_own_text() =>
        Gen.Select(Ids, Plain).Sample(parts =>
        {
            var point = new PointId(parts.Item1, parts.Item2);
            var furnace = new IncineratorId(parts.Item1, parts.Item2);
            return PointId.Parse(point.ToString()) == point && IncineratorId.Parse(furnace.ToString()) == furnace;
        });

    [Fact]
    public void Every_twin_parses_from_its_own_name() =>
        Gen.Select(Ids, Plain).Sample(parts =>
        {
            TwinName[] names =
            [
                TwinName.Of(new PointId(parts.Item1, parts.Item2)),
                TwinName.Of(EnterpriseId.Parse(parts.Item1)),
                TwinName.Of(new IncineratorId(parts.Item1, parts.Item2)),
                TwinName.OfCase(parts.Item1),
            ];
            return names.All(name => TwinName.Parse(name.ToString()) == name);
        });

    [Fact]
    public void Twin_names_read_as_resource_names()
    {
        TwinName.Of(new PointId("A-1", "31")).ToString().ShouldBe("points/A-1-31");
        TwinName.Of(EnterpriseId.Parse("91130100X")).ToString().ShouldBe("enterprises/91130100X");
        TwinName.Of(new IncineratorId("P", "1")).ToString().ShouldBe("incinerators/P-1");
        TwinName.Of(CellId.Parse("130100-3km-0123-0456")).ToString().ShouldBe("cells/130100-3km-0123-0456");
        TwinName.Of(RegionCode.Nation).ToString().ShouldBe("regions/000000");
        TwinName.OfCase("c1").ToString().ShouldBe("cases/c1");
        default(TwinName).ToString().ShouldBe("");
    }

    [Fact]
    public void A_twin_gives_back_the_id_it_was_made_of()
    {
        TwinName name = TwinName.Parse("points/8888-88_01-32");

        name.AsPoint().ShouldBe(new PointId("8888-88_01", "32"));
        Should.Throw<InvalidOperationException>(() => name.AsRegion());
    }

    [Theory]
    [InlineData("points/A")]
    [InlineData("point/A-31")]
    [InlineData("points")]
    [InlineData("points/")]
    [InlineData("points/A-31/x")]
    [InlineData("/A-31")]
    [InlineData("cells/130109-3km-0123-0456")]
    [InlineData("regions/999999")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_twin_is_refused(string? text) => TwinName.TryParse(text, out _).ShouldBeFalse();
}
