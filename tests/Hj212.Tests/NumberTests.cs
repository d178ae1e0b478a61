using System.Globalization;
using System.Text;
using CsCheck;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData("80.10", "80.10", Deviations.None)]
    [InlineData("-1.0", "-1.0", Deviations.None)]
    [InlineData("0", "0", Deviations.None)]
    [InlineData("0.00", "0.00", Deviations.None)]
    [InlineData("235.292750833832", "235.292750833832", Deviations.None)]
    [InlineData("12345678901234567", "12345678901234567", Deviations.None)]
    [InlineData("0.00000000000000000123", "0.00000000000000000123", Deviations.None)]
    [InlineData("1.2345678901234567", "1.2345678901234567", Deviations.None)]
    [InlineData("1.23456789012345675", "1.2345678901234568", Deviations.PrecisionLost)]
    [InlineData("1.23456789012345665", "1.2345678901234566", Deviations.PrecisionLost)]
    [InlineData("1.234567890123456651", "1.2345678901234567", Deviations.PrecisionLost)]
    [InlineData("1.23456789012345670", "1.2345678901234567", Deviations.None)]
    [InlineData("+1.5", "1.5", Deviations.NumberNotPlain)]
    [InlineData(".5", "0.5", Deviations.NumberNotPlain)]
    [InlineData("5.", "5", Deviations.NumberNotPlain)]
    [InlineData("1.5E-05", "0.000015", Deviations.NumberNotPlain)]
    [InlineData("2e3", "2000", Deviations.NumberNotPlain)]
    public void Digits_are_kept_as_they_came(string text, string expected, Deviations deviations)
    {
        var found = Deviations.None;

        AsciiNumber.TryParse(Encoding.ASCII.GetBytes(text), out Exact value, ref found).ShouldBeTrue();

        value.ToString().ShouldBe(expected);
        found.ShouldBe(deviations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("123456789012345678")]
    [InlineData("1e")]
    public void What_is_no_number_of_17_digits_is_refused(string text)
    {
        var found = Deviations.None;

        AsciiNumber.TryParse(Encoding.ASCII.GetBytes(text), out Exact value, ref found).ShouldBeFalse();

        value.HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Any_value_written_and_read_is_itself() =>
        Gen.Select(Gen.Long[-99_999_999_999_999_999, 99_999_999_999_999_999], Gen.Int[0, 28]).Sample(
            (mantissa, scale) =>
        {
            Exact.TryCreate(mantissa, scale, out Exact value).ShouldBeTrue();
            Span<byte> text = stackalloc byte[AsciiNumber.MaxLength];
            int length = AsciiNumber.Write(value, text);
            var found = Deviations.None;
            AsciiNumber.TryParse(text[..length], out Exact read, ref found).ShouldBeTrue();
            read.Bits.ShouldBe(value.Bits);
            Encoding.ASCII.GetString(text[..length]).ShouldBe(value.ToString());
        });

    [Fact]
    public void Every_moment_written_and_read_is_itself() =>
        Gen.Long[1, 4_102_444_800].Sample(seconds =>
        {
            var time = new BeijingTime(seconds);
            Span<byte> text = stackalloc byte[AsciiTime.Length];
            AsciiTime.Write(time, text);
            Encoding.ASCII.GetString(text).ShouldBe(
                time.ToDateTimeOffset().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
            AsciiTime.TryParse(text, out BeijingTime read).ShouldBeTrue();
            read.ShouldBe(time);
        });
}
