using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal.Backups;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Backups;

/// <summary>Backups of a system that goes on: what one twin holds of another is never ahead of the other.</summary>
public sealed class BackupRunTests : IDisposable
{
    static readonly TwinName Receiver = TwinName.Of(EnterpriseId.Parse("E1"));

    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;

    public BackupRunTests() => _twins = new StoredTwins(_store.Journal);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_source_is_read_on_to_what_its_receiver_has_heard_and_so_are_its_own_sources()
    {
        TwinName[] before = ReadBefore(Receiver, count: 2);
        (TwinName source, TwinName first) = (before[0], before[1]);
        await _twins.Append(first, (Hour(7, 1), Day));
        await _twins.Append(source, (Hour(7, 1), Day));
        await _twins.Append(Receiver, (Told(source, 1), Day));
        var moving = new MovingStore(_store.Store);
        bool hasMoved = false;
        moving.BeforePage = async range =>
        {
            if (hasMoved || range.Table != StorageTables.Entries || range.Partition != ShardNameOf(Receiver))
                return;
            hasMoved = true;
            await _twins.Append(first, (Hour(8, 1), Day), (Hour(9, 1), Day));
            await _twins.Append(source, (Hour(8, 1), Day), (Told(first, 3), Day), (Hour(9, 1), Day));
            await _twins.Append(Receiver, (Told(source, 3), Day));
        };

        BackupContents contents = await BackedUp.Contents(await BackedUp.Of(moving));

        hasMoved.ShouldBeTrue();
        contents.Cuts[Receiver.ToString()].Sequence.ShouldBe(2);
        contents.Cuts[source.ToString()].Sequence.ShouldBe(3);
        contents.Cuts[first.ToString()].Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task A_source_that_came_into_being_meanwhile_is_in_it()
    {
        await _twins.Append(Receiver, (Hour(7, 1), Day));
        TwinName source = ReadBefore(Receiver, count: 1)[0];
        var moving = new MovingStore(_store.Store);
        bool hasMoved = false;
        moving.BeforePage = async range =>
        {
            if (hasMoved || range.Table != StorageTables.Entries || range.Partition != ShardNameOf(Receiver))
                return;
            hasMoved = true;
            await _twins.Append(source, (Hour(8, 1), Day));
            await _twins.Append(Receiver, (Told(source, 1), Day));
        };

        BackupContents contents = await BackedUp.Contents(await BackedUp.Of(moving));

        contents.Cuts[source.ToString()].Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_that_was_put_in_force_meanwhile_is_in_it()
    {
        await _twins.Register("MN1", hourLimit: 100);
        using var policies = new PolicyArchive(_store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        var moving = new MovingStore(_store.Store);
        bool hasMoved = false;
        moving.BeforePage = async range =>
        {
            if (hasMoved || range.Table != StorageTables.Entries || range.Partition != ShardNameOf(63))
                return;
            hasMoved = true;
            await policies.PutInForce(Issue("one").Yaml, _ => null, "bureau", "trial", Token);
        };
        StoreExport.ShardOf(PolicyArchive.JournalName).ShouldBeLessThan(63);

        BackupContents contents = await BackedUp.Contents(await BackedUp.Of(moving));

        contents.Cuts[PolicyArchive.JournalName].Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_journal_that_does_not_prove_itself_is_named_and_ends_the_backup()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);
        string shard = ShardNameOf(Point("MN1"));
        EntityPage page = await _store.Store.ReadPageAsync(
            new EntityRange(StorageTables.Entries, shard), Token);
        Entity last = page.Entities[^1];
        byte[] forged = last.Value.ToArray();
        forged[^1] ^= 1;
        await _store.Store.CommitAsync(
            new EntityBatch(shard, [EntityWrite.Replace(StorageTables.Entries, last.Row, forged, last.ETag)]),
            Token);

        (await Should.ThrowAsync<StorageCorruptException>(() => BackedUp.Of(_store.Store))).Message
            .ShouldStartWith("points/MN1-31: the hash of entry 2 does not follow");
    }

    static Signalled Told(TwinName source, long sequence) => new Signalled(new Signal
    {
        Source = source,
        SourceSequence = sequence,
        Ordinal = 0,
        CausedAt = Day,
        Body = new MeanTold(ObservationKind.Hour, So2, Day, 1, DataFlag.Normal, IsReported: true),
    });

    /// <summary>Points whose shards are read before that of the twin.</summary>
    static TwinName[] ReadBefore(TwinName twin, int count) =>
    [
        .. Enumerable.Range(0, 1_000).Select(number => Point($"MN{number}"))
            .Where(point => StoreExport.ShardOf(point.ToString()) < StoreExport.ShardOf(twin.ToString())).Take(count),
    ];

    static string ShardNameOf(TwinName twin) => ShardNameOf(StoreExport.ShardOf(twin.ToString()));

    static string ShardNameOf(int shard) => shard.ToString("x2", CultureInfo.InvariantCulture);
}
