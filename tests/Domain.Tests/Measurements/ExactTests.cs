using System.Globalization;
using CsCheck;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Measurements;

public sealed class ExactTests
{
    const long LargestOf17Digits = 99_999_999_999_999_999;

    public static readonly Gen<decimal> Decimals =
        Gen.Select(Gen.Long[-LargestOf17Digits, LargestOf17Digits], Gen.Int[0, 28]).Select(Decimal);

    static readonly Gen<decimal> Close =
        Gen.Select(Gen.Long[-200, 200], Gen.Int[0, 3]).Select(Decimal);

    [Fact]
    public void A_decimal_of_17_digits_comes_back_as_it_went_in() =>
        Decimals.Sample(value =>
        {
            Exact exact = value;
            exact.Value.ShouldBe(value);
            exact.Value.Scale.ShouldBe(value.Scale);
            exact.ToString().ShouldBe(value.ToString(CultureInfo.InvariantCulture));
            Exact.FromBits(exact.Bits).ShouldBe(exact);
            Exact.TryCreate(exact.Mantissa, exact.Scale, out Exact packed).ShouldBeTrue();
            packed.Bits.ShouldBe(exact.Bits);
        });

    [Fact]
    public void Order_and_equality_are_those_of_decimals() =>
        Gen.Select(Gen.OneOf(Decimals, Close), Gen.OneOf(Decimals, Close)).Sample(pair =>
        {
            (decimal left, decimal right) = pair;
            Exact a = left, b = right;
            Math.Sign(a.CompareTo(b)).ShouldBe(Math.Sign(left.CompareTo(right)));
            (a == b).ShouldBe(left == right);
            (a < b, a <= b, a > b, a >= b).ShouldBe((left < right, left <= right, left > right, left >= right));
            if (left == right)
                a.GetHashCode().ShouldBe(b.GetHashCode());
        });

    [Fact]
    public void Nothing_is_less_than_any_number_and_equals_nothing_only()
    {
        Exact.None.HasValue.ShouldBeFalse();
        ((Exact)0m).HasValue.ShouldBeTrue();
        (Exact.None < -1m).ShouldBeTrue();
        (Exact.None == default(Exact)).ShouldBeTrue();
        (Exact.None == 0m).ShouldBeFalse();
        Exact.None.ToString().ShouldBe("");
        Should.Throw<InvalidOperationException>(() => Exact.None.Value);
    }

    [Theory]
    [InlineData("80.10", "80.10")]
    [InlineData("-0.0", "0.0")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("3.33333333333333333333", "3.3333333333333333")]
    [InlineData("66.66666666666666666667", "66.666666666666667")]
    // Half way: to the even digit.
    [InlineData("4.00000000000000005", "4.0000000000000000")]
    [InlineData("4.00000000000000015", "4.0000000000000002")]
    [InlineData("-4.00000000000000015", "-4.0000000000000002")]
    [InlineData("99999999999999999.4", "99999999999999999")]
    [InlineData("9.99999999999999999999", "10.0000000000000000")]
    public void Digits_behind_the_17th_are_rounded_half_to_even(string value, string packed) =>
        Exact.From(decimal.Parse(value, CultureInfo.InvariantCulture)).ToString().ShouldBe(packed);

    [Fact]
    public void A_rounded_decimal_is_within_half_of_its_last_digit() =>
        Gen.Select(Gen.Decimal[0.001m, 1_000_000m], Gen.Long[1, 1000]).Select(pair => pair.Item1 / pair.Item2).Sample(
            value =>
        {
            Exact exact = Exact.From(value);
            decimal unit = new(1, 0, 0, false, (byte)exact.Scale);
            Math.Abs(exact.Value - value).ShouldBeLessThanOrEqualTo(unit / 2);
        });

    [Fact]
    public void Numbers_of_more_digits_before_the_point_are_refused()
    {
        Should.Throw<OverflowException>(() => Exact.From(1e18m));
        Exact.TryCreate(1_000_000_000_000_000_000, 0, out _).ShouldBeFalse();
        Exact.TryCreate(1, 29, out _).ShouldBeFalse();
        Exact.TryCreate(1, -1, out _).ShouldBeFalse();
    }

    static decimal Decimal((long Mantissa, int Scale) parts)
    {
        ulong magnitude = (ulong)Math.Abs(parts.Mantissa);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, parts.Mantissa < 0, (byte)parts.Scale);
    }

    [Theory]
    [InlineData("124.00000000000000000000000005", "124")]
    [InlineData("75.00", "75")]
    [InlineData("82.666666666666666666666666667", "82.666666666666667")]
    [InlineData("120", "120")]
    [InlineData("0.00", "0")]
    public void A_computed_figure_has_no_zeros_at_its_end(string value, string shown) =>
        Exact.Computed(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture))
            .ToString().ShouldBe(shown);
}
