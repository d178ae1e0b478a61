using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Replay.Checkpoints;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Checkpoints;

public sealed class TwinRebuildTests : IDisposable
{
    const int Days = 130;

    readonly TemporaryStore _store = new();
    readonly PointFold _fold = new();
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static TwinName Stack => Point("MN1");

    static string Name => Stack.ToString();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_checkpoint_without_a_state_is_replaced_by_one_that_the_journal_proves_with_what_was_untold()
    {
        JournalPosition end = await Live();
        (TwinName, Signal)[] untold = [(TwinName.Of(County), Untold(end.Sequence))];
        await Write(end, TwinSnapshot.Unfinished(untold, "one"), []);
        StoredCheckpoint former = (await _store.Journal.ReadCheckpointAsync(Name, Token)).ShouldNotBeNull();
        TwinSnapshot.HasState(Stack, former).ShouldBeFalse();

        await Rebuild(former);

        await ShouldBeProved(end, untold);
    }

    [Fact]
    public async Task A_state_in_the_form_of_an_older_version_is_made_anew()
    {
        JournalPosition end = await Live();
        byte[] older = [.. TwinSnapshot.Unfinished([], "one").Snapshot.Span[..^1], 1, 0xff, 0xff];
        await Write(end, new JournalCheckpoint(12, older), [JournalSideWrite.PutPage("of-an-older-form", older)]);

        await Rebuild((await _store.Journal.ReadCheckpointAsync(Name, Token))!);

        await ShouldBeProved(end, []);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Pages_of_two_states_are_told_apart_when_the_store_goes_away_between_them(int written)
    {
        JournalPosition end = await Live();
        await Write(end, TwinSnapshot.Unfinished([], "one"), []);
        await Rebuild((await _store.Journal.ReadCheckpointAsync(Name, Token))!);
        StoredCheckpoint whole = (await _store.Journal.ReadCheckpointAsync(Name, Token))!;
        int commits = 0;
        var failing = new EntityJournal(new MovingStore(_store.Store)
        {
            BeforeCommit = () => _ = commits++ == written ? throw new StorageUnavailableException("away", null) : 0,
        });

        await Should.ThrowAsync<StorageUnavailableException>(() => CheckpointAppends.Write(
            failing, Name, whole.Position, [.. Enumerable.Range(0, Days).Select(Garbage)],
            new JournalCheckpoint(TwinSnapshot.Format, whole.Snapshot), () => TwinSnapshot.Unfinished([], "one"), Token));

        StoredCheckpoint half = (await _store.Journal.ReadCheckpointAsync(Name, Token))!;
        TwinSnapshot.HasState(Stack, half).ShouldBeFalse();
        await Rebuild(half);
        await ShouldBeProved(end, []);

        static JournalSideWrite Garbage(int page) => JournalSideWrite.PutPage($"garbage/{page}", new byte[] { 1 });
    }

    [Fact]
    public async Task A_journal_that_does_not_lead_to_the_checkpoint_is_corrupt_and_nothing_is_written()
    {
        JournalPosition end = await Live();
        await Write(end, TwinSnapshot.Unfinished([], "one"), []);
        StoredCheckpoint former = (await _store.Journal.ReadCheckpointAsync(Name, Token))!;
        StoredCheckpoint moved = former with { Position = former.Position with { Sequence = end.Sequence - 1 } };

        await Should.ThrowAsync<StorageCorruptException>(() => Rebuild(moved));

        (await _store.Journal.ReadCheckpointAsync(Name, Token))!.Position.ShouldBe(former.Position);
    }

    [Theory]
    [InlineData(11, "format 11; this version reads 12 to 14")]
    [InlineData(15, "format 15 of a newer version; this one reads up to 14")]
    public void A_checkpoint_of_a_version_too_old_or_newer_is_refused_by_its_format(byte format, string problem)
    {
        var checkpoint = new StoredCheckpoint(JournalPosition.Start(Name), format, new byte[] { 0 });

        Should.Throw<InvalidDataException>(() => TwinSnapshot.HasState(Stack, checkpoint)).Message.ShouldContain(problem);
    }

    /// <summary>An hour a day over its limit, more days than one append has room for pages.</summary>
    async Task<JournalPosition> Live()
    {
        var twins = new StoredTwins(_store.Journal);
        await twins.Register("MN1", hourLimit: 100);
        for (int day = 0; day < Days; day++)
            await twins.Append(Stack, (Hour(24 * day, 120 + day), Day.AddSeconds((day * 86_400) + 3_660)));
        return await _store.Journal.ReadPositionAsync(Name, Token);
    }

    async Task Write(JournalPosition end, JournalCheckpoint checkpoint, JournalSideWrite[] pages) =>
        await _store.Journal.AppendAsync(
            new JournalAppend { Twin = Name, Previous = end, Checkpoint = checkpoint, SideWrites = pages }, Token);

    Task Rebuild(StoredCheckpoint former) =>
        new TwinRebuilds(_store.Journal, _book).Of(Stack).RunTo(former, Token);

    async Task ShouldBeProved(JournalPosition end, (TwinName, Signal)[] untold)
    {
        StoredCheckpoint checkpoint = (await _store.Journal.ReadCheckpointAsync(Name, Token)).ShouldNotBeNull();
        checkpoint.Position.Hash.ShouldBe(end.Hash);
        var told = new List<(TwinName Target, Signal Signal)>();
        PointState state = TwinSnapshot.Read(
            _fold, Stack, checkpoint, (target, signal) => told.Add((target, signal)), out _);
        told.Select(tell => (tell.Target, tell.Signal.Position))
            .ShouldBe(untold.Select(tell => (tell.Item1, tell.Item2.Position)));
        (await _store.Journal.ReadPagesAsync(Name, "", Token).CountAsync(Token)).ShouldBe(Days);
        (await TwinReplay.HashOf(_fold, state, _store.Journal, Name, Token))
            .ShouldBe(await TwinReplay.HashOfReplay(_fold, Stack, _store.Journal, _book, end.Sequence, Token));
    }

    static Signal Untold(long sequence) => new()
    {
        Source = Stack,
        SourceSequence = sequence,
        Ordinal = 0,
        CausedAt = Day,
        Body = new ConditionTold(So2, So2, Day),
    };
}
