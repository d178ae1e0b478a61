using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class PeerMedianTests
{
    [Theory]
    [InlineData("80", "")]
    [InlineData("80,120", "120")]
    [InlineData("120,,80", "120")]
    [InlineData("90,120,80", "90")]
    [InlineData("90,120,80,100", "100")]
    [InlineData(",", "")]
    [InlineData("", "")]
    public void It_is_the_middle_value_of_two_or_more_and_of_an_even_number_the_upper_of_the_two(
        string others, string median) =>
        PeerMedian.Of(others.Split(',').Select(Parse), least: 2).ShouldBe(Parse(median));

    [Theory]
    [InlineData(1, "80")]
    [InlineData(2, "")]
    public void The_policy_says_how_many_others_there_must_be(int least, string median) =>
        PeerMedian.Of([80m], least).ShouldBe(Parse(median));

    static Exact Parse(string text) =>
        text.Length == 0 ? Exact.None : Exact.From(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
