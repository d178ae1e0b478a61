using CsCheck;
using Qianliyan.Storage.Embedded;

namespace Qianliyan.Storage.Tests.Embedded;

public sealed class EmbeddedKeyTests
{
    // Any unit, with those around every change of length or escape made likely.
    static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf(['\0', '\u0001', '\u0002', 'a', 'b', '\u007f', '\u0080',
            '\u07ff', '\u0800', '\ud800', '\udfff', '\ue000', '\uffff']),
        Gen.Int[0, char.MaxValue].Select(unit => (char)unit)).Array[0, 6].Select(units => new string(units));

    [Fact]
    public void Row_reads_back_whatever_the_partition() =>
        Gen.Select(AnyText, AnyText).Sample((partition, row) =>
            EmbeddedKey.ReadRow(EmbeddedKey.Create(partition, row)).ShouldBe(row));

    [Fact]
    public void Byte_order_is_ordinal_order_of_partition_then_row() =>
        Gen.Select(AnyText, AnyText, AnyText, AnyText).Sample((p1, r1, p2, r2) =>
        {
            var byPartition = string.CompareOrdinal(p1, p2);
            var expected = byPartition != 0 ? byPartition : string.CompareOrdinal(r1, r2);

            var actual = EmbeddedKey.Create(p1, r1).AsSpan().SequenceCompareTo(EmbeddedKey.Create(p2, r2));

            Math.Sign(actual).ShouldBe(Math.Sign(expected));
        });

    [Fact]
    public void All_keys_of_a_partition_and_no_others_lie_before_its_end() =>
        Gen.Select(AnyText, AnyText, AnyText).Sample((partition, row, other) =>
        {
            var end = EmbeddedKey.EndOf(partition);

            EmbeddedKey.Create(partition, row).AsSpan().SequenceCompareTo(end).ShouldBeLessThan(0);
            if (string.CompareOrdinal(other, partition) > 0)
            {
                EmbeddedKey.Create(other, "").AsSpan().SequenceCompareTo(end).ShouldBeGreaterThanOrEqualTo(0);
            }
        });

    [Fact]
    public void Ascii_stays_readable_in_the_file() =>
        EmbeddedKey.Create("3f", "points/1").ShouldBe("3f\0points/1"u8.ToArray());
}
