using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Journal;

/// <summary>Stored bytes and addresses that must never change.</summary>
public sealed class JournalFormatTests
{
    [Fact]
    public void Chain_hash_is_sha256_over_the_documented_bytes()
    {
        var genesis = SHA256.HashData(Encoding.UTF8.GetBytes("qianliyan.journal.1\0points/1"));
        var digest = SHA256.HashData([0, 0, 0, 2, 0xAA, 0xBB, .. "raw"u8]);
        var expected = SHA256.HashData(
            [.. genesis, 0, 0, 0, 0, 0, 0, 0, 1, 7, 3, 0, 0, 0, 0, 0, 0, 1, 0, 1, .. digest, .. "payload"u8]);

        JournalChain.Genesis("points/1").ToArray().ShouldBe(genesis);
        var sealedDigest = JournalChain.Digest(new(new byte[] { 0xAA, 0xBB }, "raw"u8.ToArray()));
        var actual = JournalChain.Next(JournalChain.Genesis("points/1"), 1, 7, 3, 256, sealedDigest, "payload"u8);

        actual.ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Chain_hash_of_a_payload_beyond_the_stack_buffer_is_the_same_function()
    {
        var payload = new byte[5_000];
        var genesis = JournalChain.Genesis("points/1");
        var expected = SHA256.HashData(
            [.. genesis.ToArray(), 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0, .. payload]);

        JournalChain.Next(genesis, 1, 1, 1, 9, null, payload).ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Entry_row_has_the_documented_layout()
    {
        var hash = new JournalHash([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
        var digest = new JournalHash([.. Enumerable.Range(101, 32).Select(i => (byte)i)]);

        var record = new JournalRecord(7, 3, 256, "xy"u8.ToArray(), new JournalAttachment(default, default));

        var row = new byte[JournalRows.EntryLength(record)];
        JournalRows.WriteEntry(row, record, hash, digest);

        row.ShouldBe([1, 7, 3, 1, 0, 0, 0, 0, 0, 0, 1, 0, .. hash.ToArray(), .. digest.ToArray(), .. "xy"u8]);
        var entry = JournalRows.ReadEntry(9, row);
        (entry.Sequence, entry.Kind, entry.FormatVersion, entry.ArrivalMs, entry.Hash, entry.AttachmentDigest)
            .ShouldBe((9, (byte)7, (byte)3, 256, hash, digest));
        entry.Payload.ToArray().ShouldBe("xy"u8.ToArray());
    }

    [Fact]
    public void Row_of_an_unknown_version_is_refused() =>
        Should.Throw<StorageCorruptException>(() => JournalRows.ReadEntry(1, new byte[] { 2, 1, 1, 0 }));

    [Theory]
    [InlineData(0, "10")]
    [InlineData(15, "1f")]
    [InlineData(255, "2ff")]
    [InlineData(256, "3100")]
    [InlineData(long.MaxValue, "g7fffffffffffffff")]
    public void Sequence_key_is_stable(long sequence, string key)
    {
        SequenceKey.Format(sequence).ShouldBe(key);
        SequenceKey.Parse(key).ShouldBe(sequence);
    }

    [Fact]
    public void Sequence_keys_order_as_numbers_do() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 63], Gen.Long[0, long.MaxValue], Gen.Int[0, 63])
            .Sample((a, shiftA, b, shiftB) =>
            {
                var (x, y) = (a >> shiftA, b >> shiftB);
                Math.Sign(string.CompareOrdinal(SequenceKey.Format(x), SequenceKey.Format(y))).ShouldBe(x.CompareTo(y));
            });

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("2f")]
    [InlineData("hffffffffffffffff0")]
    [InlineData("1g")]
    public void Text_that_is_no_sequence_key_is_refused(string text) =>
        Should.Throw<StorageCorruptException>(() => SequenceKey.Parse(text));

    [Fact]
    public void Shards_are_spread_evenly()
    {
        var counts = Enumerable.Range(0, 64_000).CountBy(i => TwinKeys.ShardOf($"points/{88_888_880_000_000 + i}-31"))
            .ToDictionary();

        counts.Count.ShouldBe(TwinKeys.ShardCount);
        counts.Values.ShouldAllBe(count => count > 850 && count < 1_150);
    }

    [Theory]
    [InlineData("points/88888880000001-31", "39")]
    [InlineData("cells/110000-3-0012-0034", "38")]
    [InlineData("千里眼", "0e")]
    public void Shard_of_a_twin_is_stable(string twin, string shard) => TwinKeys.ShardOf(twin).ShouldBe(shard);

    [Theory]
    [InlineData(-28_800_001, -1)]
    [InlineData(-28_800_000, 0)]
    [InlineData(57_599_999, 0)]
    [InlineData(57_600_000, 1)]
    public void Beijing_day_begins_at_16_hours_UTC(long arrivalMs, int daysAfterEpoch) =>
        JournalDay.Of(arrivalMs).ShouldBe(new DateOnly(1970, 1, 1).AddDays(daysAfterEpoch));
}
