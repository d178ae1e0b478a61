using CsCheck;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Measurements;

public sealed class DecimalSumTests
{
    static readonly Gen<Exact> Readings =
        Gen.Select(Gen.Long[-99_999_999, 99_999_999], Gen.Int[0, 6]).Select(parts => Of(parts.Item1, parts.Item2));

    [Fact]
    public void The_sum_has_the_value_and_the_scale_of_decimals_added_one_by_one() => Readings.Array[0, 48].Sample(values =>
    {
        decimal expected = values.Aggregate(0m, (sum, value) => sum + value.Value);
        DecimalSum sum = SumOf(values);
        (sum.Count, sum.Value, sum.Value.Scale).ShouldBe((values.Length, expected, expected.Scale));
    });

    [Fact]
    public void A_run_of_like_scales_that_passes_64_bits_goes_on_as_decimals()
    {
        // 32 of 288,230,376,151,711,743 are 9.22e18, just below 2^63; 40 of them are past it.
        Exact largest = Of(288_230_376_151_711_743, 2);

        SumOf([.. Enumerable.Repeat(largest, 40)]).Value.ShouldBe(largest.Value * 40);
        SumOf([.. Enumerable.Repeat(Of(-288_230_376_151_711_743, 2), 40)]).Mean.ShouldBe(-largest.Value);
    }

    [Fact]
    public void No_value_cannot_be_added() =>
        Should.Throw<InvalidOperationException>(() => SumOf([Exact.None]));

    static DecimalSum SumOf(Exact[] values)
    {
        var sum = new DecimalSum();
        foreach (Exact value in values)
            sum.Add(value);
        return sum;
    }

    static Exact Of(long mantissa, int scale) =>
        Exact.TryCreate(mantissa, scale, out Exact exact) ? exact : throw new ArgumentException($"{mantissa} has too many digits.");
}
