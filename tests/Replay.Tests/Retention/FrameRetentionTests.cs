using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Retention;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Replay.Tests.Retention;

/// <summary>A point with two frames a day, the first on 10 March.</summary>
public sealed class FrameRetentionTests : IDisposable
{
    const int Days = 5;

    static readonly DateOnly First = new(2026, 3, 10);

    readonly TemporaryStore _store = new();
    readonly FakeTimeProvider _time = new(At(0, 0).ToDateTimeOffset());
    JournalPosition _end = JournalPosition.Start(Name);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static TwinName Stack => StoredTwins.Point("MN1");

    static string Name => Stack.ToString();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Frames_of_days_before_the_term_go_and_all_others_stay()
    {
        await Live();

        long purged = await Run(_store.Journal, First.AddDays(3));

        purged.ShouldBe(6);
        (await Kept()).ShouldBe([7, 8, 9, 10]);
        ChainReport chain = await _store.Journal.VerifyChainAsync(Name, Token);
        (chain.IsIntact, chain.Attachments, chain.MissingAttachments).ShouldBe((true, 4, 6));
    }

    [Fact]
    public async Task What_went_is_sealed_by_days_with_the_digests_of_its_entries()
    {
        await Live();
        (DateOnly, long, long, long, JournalHash)[] expected =
            [(First, 1, 2, 2, await DigestOf(1, 2)), (First.AddDays(1), 3, 4, 2, await DigestOf(3, 4))];

        await Run(_store.Journal, First.AddDays(2));

        (await Seals()).Select(seal => (seal.Day, seal.First, seal.Last, seal.Frames, seal.Digest)).ShouldBe(expected);
        (await _store.Journal.VerifyChainAsync(RetentionLog.JournalName, Token)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_run_finds_nothing_and_seals_nothing()
    {
        await Live();
        await Run(_store.Journal, First.AddDays(2));

        (await Run(_store.Journal, First.AddDays(2))).ShouldBe(0);

        (await Seals()).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_run_that_was_broken_off_is_made_good_by_the_next_and_no_frame_goes_unsealed(int commits)
    {
        await Live();
        int done = 0;
        var failing = new EntityJournal(new MovingStore(_store.Store)
        {
            BeforeCommit = () => _ = done++ == commits ? throw new StorageUnavailableException("away", null) : 0,
        });

        await Should.ThrowAsync<StorageUnavailableException>(() => Run(failing, First.AddDays(2)));
        await Run(_store.Journal, First.AddDays(2));

        (await Kept()).ShouldBe([5, 6, 7, 8, 9, 10]);
        (await Seals()).Select(seal => (seal.Day, seal.First)).Distinct()
            .ShouldBe([(First, 1L), (First.AddDays(1), 3L)]);
    }

    [Fact]
    public async Task A_frame_that_comes_after_a_long_silence_while_the_last_day_is_sealed_stays()
    {
        await Live();
        bool hasCome = false;
        var moving = new MovingStore(_store.Store)
        {
            BeforePage = async range =>
            {
                if (hasCome || range is not { Table: StorageTables.Entries, Limit: > 1 }
                    || !range.From.EndsWith(SequenceKey.Format(9), StringComparison.Ordinal))
                    return;
                hasCome = true;
                await Frame(400, 12);
            },
        };

        await Run(new EntityJournal(moving), First.AddDays(300));

        hasCome.ShouldBeTrue();
        (await Kept()).ShouldBe([11]);
    }

    [Fact]
    public async Task Entries_behind_a_clock_that_was_set_back_go_with_the_day_whose_mark_they_stand_behind()
    {
        await Frame(0, 8);
        await Frame(1, 1);
        await Frame(0, 23);
        await Frame(1, 2);
        await Frame(2, 1);
        await _store.Journal.PurgeAttachmentsAsync(Name, 1, 2, Token);

        (await Run(_store.Journal, First.AddDays(2))).ShouldBe(2);

        (await Kept()).ShouldBe([5]);
        FramesLetGo seal = (await Seals()).ShouldHaveSingleItem();
        (seal.Day, seal.First, seal.Last, seal.Frames).ShouldBe((First, 3, 4, 2));
    }

    async Task Live()
    {
        for (int day = 0; day < Days; day++)
        {
            await Frame(day, 8);
            await Frame(day, 9);
        }
    }

    async Task Frame(int day, int hour)
    {
        var writer = new EntryWriter();
        EntryCodec.Write(writer, StoredTwins.Hour(24 * day + hour, 45));
        var frame = new JournalAttachment("why"u8.ToArray(), Encoding.ASCII.GetBytes($"##{day}-{hour}"));
        var record = new JournalRecord(
            (byte)EntryKind.Observed, EntryCodec.Format, At(day, hour).UnixSeconds * 1000, writer.Written)
        {
            Attachment = frame,
        };
        _end = (await _store.Journal.AppendAsync(
            new JournalAppend { Twin = Name, Previous = _end, Entries = [record] }, Token)).Position;
    }

    async Task<long> Run(IJournal journal, DateOnly keptFrom)
    {
        var retention = new FrameRetention(journal, new RetentionLog(journal, _time));
        await retention.Run(new[] { Name }.ToAsyncEnumerable(), keptFrom, Token);
        return retention.Purged;
    }

    async Task<FramesLetGo[]> Seals() =>
        await new RetentionLog(_store.Journal, _time).Read(Token).ToArrayAsync(Token);

    async Task<List<long>> Kept()
    {
        var kept = new List<long>();
        for (long sequence = 1; sequence <= _end.Sequence; sequence++)
        {
            if (await _store.Journal.ReadAttachmentAsync(Name, sequence, Token) is not null)
                kept.Add(sequence);
        }

        return kept;
    }

    /// <summary>SHA-256(number of the one, digest of the one, number of the other, digest of the other).</summary>
    async Task<JournalHash> DigestOf(long one, long other)
    {
        var bytes = new List<byte>();
        await foreach (JournalEntry entry in _store.Journal.ReadAsync(Name, one, other, int.MaxValue, Token))
        {
            byte[] number = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(number, entry.Sequence);
            bytes.AddRange(number);
            bytes.AddRange(entry.AttachmentDigest!.Value.ToArray());
        }

        return new JournalHash(SHA256.HashData(bytes.ToArray()));
    }

    static BeijingTime At(int day, int hour) =>
        BeijingTime.Of(2026, 3, 10).AddSeconds(day * 86_400L + hour * 3_600L);
}
