using CsCheck;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Api.Tests.Mapping;

public class ExactTextTests
{
    /// <summary>Seventeen digits.</summary>
    const long Most = 99_999_999_999_999_999;

    [Theory]
    [InlineData("0")]
    [InlineData("80.10")]
    [InlineData("-0.5")]
    [InlineData("0.000000001")]
    [InlineData("12345678901234567")]
    public void A_decimal_is_read_digit_for_digit(string text)
    {
        ExactText.TryParse(text, out Exact exact).ShouldBeTrue();
        exact.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("NaN")]
    [InlineData("1234567890123456789")]
    [InlineData("0.00000000000000000000000000001")]
    public void What_is_no_plain_decimal_or_does_not_fit_is_refused(string text) =>
        ExactText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Nothing_is_no_value()
    {
        ExactText.TryParse("", out Exact exact).ShouldBeTrue();
        exact.HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Every_exact_number_survives_its_text() =>
        Gen.Select(Gen.Long[-Most, Most], Gen.Int[0, 28]).Sample((mantissa, scale) =>
        {
            Exact.TryCreate(mantissa, scale, out Exact exact).ShouldBeTrue();
            ExactText.TryParse(exact.ToString(), out Exact read).ShouldBeTrue();
            (read.Mantissa, read.Scale).ShouldBe((exact.Mantissa, exact.Scale));
        });
}
