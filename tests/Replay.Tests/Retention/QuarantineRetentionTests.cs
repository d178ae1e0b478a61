using System.Buffers.Binary;
using System.Security.Cryptography;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Retention;
using Qianliyan.Storage;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Replay.Tests.Retention;

/// <summary>Frames without an observation, at the first and the last moment of natural days, Beijing time.</summary>
public sealed class QuarantineRetentionTests : IDisposable
{
    static readonly byte[] Why = "why"u8.ToArray();
    static readonly byte[] Raw = "##raw"u8.ToArray();

    readonly TemporaryStore _store = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Days_before_the_term_go_to_their_last_moment_sealed_one_by_one()
    {
        long[] arrivals = [Start(10), Start(11) - 1, Start(11), Start(13) - 1, Start(13)];
        foreach (long arrival in arrivals)
            await _store.Frames.AppendAsync(new FrameRecord(arrival, Why, Raw), Token);

        (await Run(_store, 13)).ShouldBe(4);

        (await _store.Frames.ReadForwardAsync(0, long.MaxValue, int.MaxValue, Token).ToListAsync(Token))
            .ShouldHaveSingleItem().ArrivalMs.ShouldBe(arrivals[4]);
        (await Seals()).ShouldBe(
        [
            Seal(10, DigestOf(arrivals[0], arrivals[1]), arrivals[0], arrivals[1]),
            Seal(11, DigestOf(arrivals[2]), arrivals[2]),
            Seal(12, DigestOf(arrivals[3]), arrivals[3]),
        ]);
        (await Run(_store, 13)).ShouldBe(0);
    }

    [Fact]
    public async Task No_frame_goes_that_is_not_sealed()
    {
        await _store.Frames.AppendAsync(new FrameRecord(Start(10), Why, Raw), Token);
        var away = new MovingStore(_store.Store) { BeforeCommit = () => throw new StorageUnavailableException("away", null) };
        var retention = new QuarantineRetention(
            _store.Frames, new RetentionLog(new EntityJournal(away), TimeProvider.System));

        await Should.ThrowAsync<StorageUnavailableException>(() => retention.Run(new DateOnly(2026, 3, 11), Token));

        (await _store.Frames.CountAsync(0, long.MaxValue, Token)).ShouldBe(1);
    }

    static async Task<long> Run(TemporaryStore store, int keptFrom)
    {
        var retention = new QuarantineRetention(store.Frames, new RetentionLog(store.Journal, TimeProvider.System));
        await retention.Run(new DateOnly(2026, 3, keptFrom), Token);
        return retention.Purged;
    }

    async Task<FramesLetGo[]> Seals() =>
        await new RetentionLog(_store.Journal, TimeProvider.System).Read(Token).ToArrayAsync(Token);

    static FramesLetGo Seal(int day, JournalHash digest, params long[] arrivals) => new(
        FramesLetGo.Quarantine, new DateOnly(2026, 3, day), arrivals[0], arrivals[^1], arrivals.Length, digest);

    static JournalHash DigestOf(params long[] arrivals)
    {
        byte[] frame = JournalChain.Digest(new JournalAttachment(Why, Raw)).ToArray();
        IEnumerable<byte> bytes = arrivals.SelectMany(arrival => Number(arrival).Concat(frame));
        return new JournalHash(SHA256.HashData(bytes.ToArray()));
    }

    static byte[] Number(long arrival)
    {
        byte[] number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, arrival);
        return number;
    }

    static long Start(int day) => BeijingTime.Of(2026, 3, day).UnixSeconds * 1_000;
}
