using Qianliyan.Cli.Text;

namespace Qianliyan.Cli.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("16.236666666666667", "16.2367")]
    [InlineData("46.675000000000000", "46.675")]
    [InlineData("0.00005", "0.0001")]
    [InlineData("-1.00004", "-1")]
    [InlineData("15.7000", "15.7000")]
    [InlineData("105", "105")]
    [InlineData("", "")]
    [InlineData("A.BCDEFG", "A.BCDEFG")]
    public void Number_is_rounded_only_when_it_has_more_than_four_decimals(string number, string shown) =>
        NumberText.Of(number).ShouldBe(shown);
}
