using System.Text;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.AzureTables;

/// <summary>A write that landed, and whose answer was lost, is ours: it is neither a conflict nor done twice.</summary>
public sealed class LostAnswerTests : IAsyncDisposable
{
    const string Table = "lost";

    readonly FaultyNetwork _network = new();
    readonly AzuriteStore _azurite;

    public LostAnswerTests(AzuriteFixture azurite) => _azurite = new(
        azurite.Server, options => (options.Handler, options.FirstPause) = (_network, TimeSpan.FromMilliseconds(1)));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Insert_that_landed_without_an_answer_is_no_conflict()
    {
        _network.LoseAnswer();

        var result = await CommitAsync(EntityWrite.Insert(Table, "r", "one"u8.ToArray()));

        result.Conflict.ShouldBeNull();
        var row = (await ReadAsync("r")).ShouldNotBeNull();
        row.ETag.ShouldBe(result.ETagOf(0));
        _network.Transactions.ShouldBe(2);
    }

    [Fact]
    public async Task Replace_that_landed_without_an_answer_gives_the_etag_it_wrote()
    {
        var first = (await CommitAsync(EntityWrite.Insert(Table, "r", "one"u8.ToArray()))).ETagOf(0);
        _network.LoseAnswer();

        var second = (await CommitAsync(EntityWrite.Replace(Table, "r", "two"u8.ToArray(), first))).ETagOf(0);

        (await CommitAsync(EntityWrite.Replace(Table, "r", "three"u8.ToArray(), second))).Conflict.ShouldBeNull();
        TextOf(await ReadAsync("r")).ShouldBe("three");
    }

    [Fact]
    public async Task Batch_with_a_delete_that_landed_without_an_answer_is_no_conflict()
    {
        var etag = (await CommitAsync(EntityWrite.Insert(Table, "old", default))).ETagOf(0);
        _network.LoseAnswer();

        var result = await CommitAsync(
            EntityWrite.Delete(Table, "old", etag), EntityWrite.Insert(Table, "new", "here"u8.ToArray()));

        result.Conflict.ShouldBeNull();
        (await ReadAsync("old")).ShouldBeNull();
        TextOf(await ReadAsync("new")).ShouldBe("here");
    }

    [Fact]
    public async Task Delete_alone_that_landed_without_an_answer_is_no_conflict()
    {
        var etag = (await CommitAsync(EntityWrite.Insert(Table, "r", default))).ETagOf(0);
        _network.LoseAnswer();

        (await CommitAsync(EntityWrite.Delete(Table, "r", etag))).Conflict.ShouldBeNull();
        (await ReadAsync("r")).ShouldBeNull();
    }

    [Fact]
    public async Task Landed_batch_one_row_of_which_was_overwritten_since_is_still_ours()
    {
        _network.LoseAnswerAfter(async () =>
            await CommitFromElsewhereAsync(EntityWrite.Upsert(Table, "a", "theirs"u8.ToArray())));

        var result = await CommitAsync(
            EntityWrite.Insert(Table, "a", "ours"u8.ToArray()), EntityWrite.Insert(Table, "b", "ours"u8.ToArray()));

        result.Conflict.ShouldBeNull();
        TextOf(await ReadAsync("a")).ShouldBe("theirs");
        var stale = await CommitAsync(EntityWrite.Replace(Table, "a", "late"u8.ToArray(), result.ETagOf(0)));
        stale.Conflict.ShouldNotBeNull().Kind.ShouldBe(EntityConflictKind.ETagMismatch);
        (await CommitAsync(EntityWrite.Replace(Table, "b", "next"u8.ToArray(), result.ETagOf(1)))).Conflict.ShouldBeNull();
    }

    [Fact]
    public async Task Conflict_with_another_writer_stays_a_conflict_after_a_lost_answer()
    {
        await CommitAsync(EntityWrite.Insert(Table, "r", "theirs"u8.ToArray()));
        _network.LoseAnswer();

        var result = await CommitAsync(EntityWrite.Insert(Table, "r", "ours"u8.ToArray()));

        result.Conflict.ShouldNotBeNull().Kind.ShouldBe(EntityConflictKind.AlreadyExists);
        TextOf(await ReadAsync("r")).ShouldBe("theirs");
    }

    async Task<EntityCommitResult> CommitAsync(params EntityWrite[] writes) =>
        await _azurite.Store.TryCommitAsync(new("p", writes), Token);

    async Task CommitFromElsewhereAsync(EntityWrite write) =>
        await _azurite.Elsewhere().CommitAsync(new("p", [write]), Token);

    ValueTask<Entity?> ReadAsync(string row) => _azurite.Store.GetAsync(new(Table, "p", row), Token);

    static string TextOf(Entity? entity) => Encoding.UTF8.GetString(entity.ShouldNotBeNull().Value.Span);
}
