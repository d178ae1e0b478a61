using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Checkpoints;
using Qianliyan.Replay.Policies;
using Qianliyan.Replay.Retention;
using Qianliyan.Storage;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Backups;

public sealed class RestoreRunTests : IDisposable
{
    const int ManyDays = 130;

    readonly TemporaryStore _store = new();
    readonly TemporaryStore _restored = new();
    readonly StoredTwins _twins;

    public RestoreRunTests() => _twins = new StoredTwins(_store.Journal);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static TwinName Stack => Point("MN1");

    public void Dispose()
    {
        _store.Dispose();
        _restored.Dispose();
    }

    [Fact]
    public async Task Journals_days_and_frame_log_are_as_they_were()
    {
        await Live();
        await _store.Frames.AppendAsync(new FrameRecord(1, "why"u8.ToArray(), "##2"u8.ToArray()), Token);
        JournalPosition end = await _store.Journal.ReadPositionAsync(Stack.ToString(), Token);

        await BackedUp.Restore(await BackedUp.Of(_store.Store), _restored.Store);

        (await _restored.Journal.ReadPositionAsync(Stack.ToString(), Token)).Hash.ShouldBe(end.Hash);
        (await Days(_restored)).ShouldBe(await Days(_store));
        (await Frames(_restored)).ShouldBe(await Frames(_store));
    }

    [Fact]
    public async Task A_twin_wakes_from_a_checkpoint_that_its_journal_proves_however_many_pages_it_has()
    {
        await Live();

        await BackedUp.Restore(await BackedUp.Of(_store.Store), _restored.Store);

        (PointState state, _, JournalPosition position) = await Wake();
        PolicyBook book = await Policies(_restored);
        string replayed = await TwinReplay.HashOfReplay(
            new PointFold(), Stack, _store.Journal, book, position.Sequence, Token);
        (await TwinReplay.HashOf(new PointFold(), state, _restored.Journal, Stack.ToString(), Token))
            .ShouldBe(replayed);
        (await _restored.Journal.ReadPagesAsync(Stack.ToString(), "", Token).CountAsync(Token)).ShouldBe(ManyDays);
    }

    [Fact]
    public async Task What_was_let_go_is_sealed_in_the_restored_store_too()
    {
        await Live();
        await new RetentionLog(_store.Journal, TimeProvider.System).Append(
            [new FramesLetGo(Stack.ToString(), new DateOnly(2026, 3, 10), 2, 3, 2, JournalChain.Genesis("x"))], Token);

        await BackedUp.Restore(await BackedUp.Of(_store.Store), _restored.Store);

        (await new RetentionLog(_restored.Journal, TimeProvider.System).Read(Token).ToListAsync(Token))
            .ShouldBe(await new RetentionLog(_store.Journal, TimeProvider.System).Read(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task What_was_not_heard_is_told_again_and_nothing_else()
    {
        await Live();
        (TwinName Target, Signal Signal)[] told = await Told();
        TwinName county = TwinName.Of(County);
        Signal[] toCounty = [.. told.Where(effect => effect.Target == county).Select(effect => effect.Signal)];
        toCounty.Length.ShouldBeGreaterThan(1);
        await _twins.Append(county, (new Signalled(toCounty[0]), Day));

        await BackedUp.Restore(await BackedUp.Of(_store.Store), _restored.Store);

        (_, List<(TwinName Target, Signal Signal)> untold, _) = await Wake();
        untold.Select(effect => (effect.Target, effect.Signal.Position)).ShouldBe(
            told.Select(effect => (effect.Target, effect.Signal.Position)).Except([(county, toCounty[0].Position)]));
    }

    [Fact]
    public async Task A_store_that_holds_anything_is_refused_and_left_as_it_is()
    {
        await Live();
        byte[] backup = await BackedUp.Of(_store.Store);
        await new StoredTwins(_restored.Journal).Register("MN7", hourLimit: 1);

        (await Should.ThrowAsync<StoreNotEmptyException>(() => BackedUp.Restore(backup, _restored.Store))).Message
            .ShouldStartWith("The store is not empty: it holds journals, such as points/MN7-31.");

        (await _restored.Journal.ListTwinsAsync(Token).ToListAsync(Token)).ShouldBe(["points/MN7-31"]);
        await BackedUp.EnsureFinished(_restored.Store);
    }

    [Fact]
    public async Task A_restore_that_was_broken_off_serves_no_silo_and_can_be_run_again()
    {
        await Live();
        byte[] backup = await BackedUp.Of(_store.Store);
        int commits = 0;
        var failing = new MovingStore(_restored.Store)
        {
            BeforeCommit = () => _ = ++commits == 4 ? throw new StorageUnavailableException("away", null) : 0,
        };
        await Should.ThrowAsync<StorageUnavailableException>(() => BackedUp.Restore(backup, failing));
        (await Should.ThrowAsync<StorageLayoutException>(() => BackedUp.EnsureFinished(_restored.Store))).Message
            .ShouldContain("was not finished");

        BackupContents contents = await BackedUp.Restore(backup, _restored.Store);

        await BackedUp.EnsureFinished(_restored.Store);
        (await _restored.Journal.VerifyChainAsync(Stack.ToString(), Token)).Entries
            .ShouldBe(contents.Cuts[Stack.ToString()].Sequence);
        (await Should.ThrowAsync<StoreNotEmptyException>(() => BackedUp.Restore(backup, _restored.Store))).Message
            .ShouldContain(contents.Seal.ToString());
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_before_anything_is_written()
    {
        await Live();
        byte[] backup = await BackedUp.Of(_store.Store);
        backup[backup.Length / 2] ^= 1;

        await Should.ThrowAsync<BackupFaultException>(() => BackedUp.Restore(backup, _restored.Store));

        (await _restored.Journal.ListTwinsAsync(Token).ToListAsync(Token)).ShouldBeEmpty();
        await BackedUp.EnsureFinished(_restored.Store);
    }

    /// <summary>An hour a day over its limit, more days than one append has room for pages.</summary>
    async Task Live()
    {
        using var archive = new PolicyArchive(_store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        await archive.PutInForce(Issue("one").Yaml, _ => null, "bureau", "trial", Token);
        await _twins.Register("MN1", hourLimit: 100);
        for (int day = 0; day < ManyDays; day++)
        {
            await _twins.Append(Stack, (Hour(24 * day, 120 + day), Day.AddSeconds((day * 86_400) + 3_660)));
            await _twins.Append(Stack, (Hour((24 * day) + 1, 20), Day.AddSeconds((day * 86_400) + 7_260)));
        }
    }

    async Task<(TwinName Target, Signal Signal)[]> Told()
    {
        var told = new List<(TwinName, Signal)>();
        var fold = new PointFold();
        PointState state = fold.Create(Stack);
        Policy policy = (await Policies(_store)).Named(version: null);
        var effects = new EffectList();
        await foreach (JournalEntry entry in _store.Journal.ReadAsync(Stack.ToString(), 1, null, int.MaxValue, Token))
        {
            EntryBody body = EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span);
            effects.Clear();
            fold.Apply(state, new TwinEntry(entry.Sequence, entry.ArrivalMs, body), policy, effects);
            told.AddRange(effects.Told.Select((effect, ordinal) => (effect.Target, new Signal
            {
                Source = Stack,
                SourceSequence = entry.Sequence,
                Ordinal = ordinal,
                CausedAt = new Domain.Time.BeijingTime(entry.ArrivalMs / 1000),
                Body = effect.Body,
            })));
        }

        return [.. told];
    }

    async Task<(PointState State, List<(TwinName Target, Signal Signal)> Untold, JournalPosition Position)> Wake()
    {
        string name = Stack.ToString();
        StoredCheckpoint checkpoint = (await _restored.Journal.ReadCheckpointAsync(name, Token)).ShouldNotBeNull();
        (await _restored.Journal.ReadPositionAsync(name, Token)).Sequence.ShouldBe(checkpoint.Position.Sequence);
        var untold = new List<(TwinName Target, Signal Signal)>();
        PointState state = TwinSnapshot.Read(
            new PointFold(), Stack, checkpoint, (target, signal) => untold.Add((target, signal)), out _);
        return (state, untold, checkpoint.Position);
    }

    static async Task<PolicyBook> Policies(TemporaryStore store)
    {
        using var archive = new PolicyArchive(store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        await archive.Refresh(Token);
        return archive.Book;
    }

    static async Task<List<JournalDayMark?>> Days(TemporaryStore store)
    {
        var days = new List<JournalDayMark?>();
        for (int day = 0; day < ManyDays; day++)
        {
            days.Add(await store.Journal.FindFirstOfDayAsync(
                Stack.ToString(), new DateOnly(2026, 3, 10).AddDays(day), Token));
        }

        return days;
    }

    static async Task<List<string>> Frames(TemporaryStore store) =>
        await store.Frames.ReadAsync(0, long.MaxValue, 10, Token).Select(frame => frame.Id).ToListAsync(Token);
}
