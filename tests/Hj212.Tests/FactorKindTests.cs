using Qianliyan.Domain.Measurements;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Hj212.Tests;

/// <summary>What the domain tells of a factor by its code is what the tables say of it.</summary>
public sealed class FactorKindTests
{
    [Fact]
    public void A_temperature_has_degrees_and_nothing_else_has() => Wrong(row => FactorKinds.Of(row.Code) switch
    {
        FactorKind.Temperature => row.Unit != "℃",
        FactorKind.Unknown => false,
        _ => row.Unit == "℃",
    }).ShouldBeEmpty();

    [Fact]
    public void A_pollutant_has_an_amount_in_a_volume() => Wrong(row =>
        FactorKinds.Of(row.Code) is FactorKind.Pollutant or FactorKind.Particulates
        && !row.Unit.EndsWith("g/m³", StringComparison.Ordinal)
        && !row.Unit.EndsWith("g/L", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void What_tables_of_air_and_water_give_as_an_amount_in_a_volume_is_known_as_a_pollutant() => Wrong(row =>
        row.Table is "B.1" or "B.2"
        && row.Code != FactorCode.Parse("w01009")
        && (row.Unit.EndsWith("g/m³", StringComparison.Ordinal) || row.Unit.EndsWith("g/L", StringComparison.Ordinal))
        && FactorKinds.Of(row.Code) is not (FactorKind.Pollutant or FactorKind.Particulates)).ShouldBeEmpty();

    [Fact]
    public void Oxygen_is_one_factor() =>
        FactorTable.All.Where(row => FactorKinds.Of(row.Code) == FactorKind.Oxygen).Select(row => row.Code.ToString())
            .ShouldBe(["a19001"]);

    static IEnumerable<string> Wrong(Func<FactorDefinition, bool> isWrong) =>
        FactorTable.All.Where(isWrong)
            .Select(row => $"{row.Code} {row.EnglishName} {row.Unit}: {FactorKinds.Of(row.Code)}");
}
