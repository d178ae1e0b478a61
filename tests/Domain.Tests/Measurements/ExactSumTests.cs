using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Measurements;

public sealed class ExactSumTests
{
    static readonly Gen<decimal> Readings =
        Gen.Select(Gen.Long[-99_999_999, 99_999_999], Gen.Int[0, 6]).Select(parts => parts.Item1 / Power(parts.Item2));

    [Fact]
    public void The_sum_is_that_of_decimals_in_any_order() =>
        Readings.Array[0, 720].SelectMany(values => Gen.Shuffle(values).Select(shuffled => (values, shuffled))).Sample(
            sample =>
        {
            ExactSum inOrder = SumOf(sample.values), shuffled = SumOf(sample.shuffled);
            inOrder.Sum.ShouldBe(sample.values.Sum());
            inOrder.Mean.ShouldBe(sample.values.Length == 0 ? null : sample.values.Sum() / sample.values.Length);
            Bytes(shuffled).ShouldBe(Bytes(inOrder));
        });

    [Fact]
    public void Void_values_are_received_and_not_summed()
    {
        ExactSum sum = SumOf([56.1m, 4m]);
        sum.AddVoid();

        (sum.Valid, sum.Received, sum.Sum, sum.Mean).ShouldBe((2, 3, 60.1m, 30.05m));
    }

    [Fact]
    public void Beyond_18_digits_the_last_ones_are_rounded_half_to_even()
    {
        // 92,233,720,368,547,758.07 is the largest of 64 bits with two digits: twice as much keeps one.
        SumOf([92_233_720_368_547_758m, 0.07m, 92_233_720_368_547_758m]).Sum.ShouldBe(184_467_440_737_095_516.1m);
        SumOf([99_999_999_999_999_999m, 0.25m, 99_999_999_999_999_999m]).Sum.ShouldBe(199_999_999_999_999_998.2m);
        SumOf([99_999_999_999_999_999m, 0.35m, 99_999_999_999_999_999m]).Sum.ShouldBe(199_999_999_999_999_998.4m);
    }

    [Fact]
    public void Sums_of_any_17_digits_stay_within_their_last_digits() =>
        ExactTests.Decimals.Array[1, 40].Sample(values =>
        {
            ExactSum sum = SumOf(values);
            sum.Valid.ShouldBe(values.Length);
            decimal largest = values.Max(Math.Abs) * values.Length + 1e-10m;
            Math.Abs(sum.Sum - values.Sum()).ShouldBeLessThan(largest * 1e-15m);
        });

    [Fact]
    public void A_value_that_no_sum_can_hold_counts_as_void()
    {
        ExactSum sum = SumOf(Enumerable.Repeat(99_999_999_999_999_999m, 100));

        // 92 of them are 9.2e18, the 93rd passes 2^63.
        (sum.Valid, sum.Received).ShouldBe((92, 100));
        sum.Mean.ShouldBe(99_999_999_999_999_999m);
    }

    [Fact]
    public void A_sum_survives_its_bytes() =>
        ExactTests.Decimals.Array[0, 40].Sample(values =>
        {
            ExactSum sum = SumOf(values);
            sum.AddVoid();
            byte[] bytes = Bytes(sum);
            var reader = new EntryReader(bytes);
            return Bytes(ExactSum.Read(ref reader)).SequenceEqual(bytes) && reader.AtEnd;
        });

    static ExactSum SumOf(IEnumerable<decimal> values)
    {
        var sum = new ExactSum();
        foreach (decimal value in values)
            sum.Add(value);
        return sum;
    }

    static byte[] Bytes(ExactSum sum)
    {
        var writer = new EntryWriter();
        sum.Write(writer);
        return writer.ToArray();
    }

    static decimal Power(int exponent)
    {
        decimal power = 1;
        for (int i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
