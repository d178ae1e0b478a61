using System.Text;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.AzureTables;

/// <summary>Batches of one shard share transactions, and each keeps its own outcome.</summary>
public sealed class SharedTransactionTests : IAsyncDisposable
{
    const string Table = "shared";

    readonly AzuriteFixture _fixture;
    readonly FaultyNetwork _network = new();
    readonly AzuriteStore _azurite;

    public SharedTransactionTests(AzuriteFixture azurite)
    {
        _fixture = azurite;
        _azurite = new(azurite.Server, options => options.Handler = _network);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Two_hundred_and_fifty_batches_of_two_rows_take_five_transactions()
    {
        // 250 x 2 = 500 rows, 100 to a transaction.
        EntityBatch[] batches = [.. Enumerable.Range(0, 250).Select(i => new EntityBatch(
            "p", [EntityWrite.Insert(Table, $"a{i:d3}", default), EntityWrite.Insert(Table, $"b{i:d3}", default)]))];

        var results = await _azurite.Store.TryCommitManyAsync(batches, Token);

        results.ShouldAllBe(result => result.Conflict == null);
        _network.Transactions.ShouldBe(5);
    }

    [Fact]
    public async Task Batches_of_a_thousand_partitions_share_transactions_too()
    {
        // 1,000 x 2 = 2,000 rows in 4 shards: 100 to a transaction make 20, and each shard may have one that is not full.
        EntityBatch[] batches = [.. Enumerable.Range(0, 1_000).Select(i => new EntityBatch(
            $"points/{i}", [EntityWrite.Insert(Table, "a", default), EntityWrite.Insert(Table, "b", default)]))];

        var results = await _azurite.Store.TryCommitManyAsync(batches, Token);

        results.ShouldAllBe(result => result.Conflict == null);
        _network.Transactions.ShouldBeInRange(20, 24);
    }

    [Fact]
    public async Task A_thousand_writers_at_once_of_partitions_of_their_own_take_few_transactions()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => _azurite.Store.CommitAsync(
            new EntityBatch(
                $"points/{i}", [EntityWrite.Insert(Table, "a", default), EntityWrite.Insert(Table, "b", default)]),
            Token).AsTask()));

        // The 20 that they need, one that each of the 4 shards began with at once, and one that is not full.
        _network.Transactions.ShouldBeInRange(20, 28);
    }

    [Fact]
    public async Task A_table_with_another_number_of_shards_is_refused()
    {
        await _azurite.Store.CommitAsync(Batch([1], "x"), Token);
        await using var other = _azurite.Beside(options => options.Shards = 5);

        var refused = await Should.ThrowAsync<StorageLayoutException>(
            async () => await other.Store.GetAsync(new(Table, "p", "r001"), Token));

        refused.Message.ShouldContain("in 4 shards, not in 5");
    }

    [Fact]
    public async Task Batches_with_a_conflict_are_refused_and_those_beside_them_written()
    {
        await _azurite.Store.CommitAsync(Batch(Enumerable.Range(0, 100).Where(i => i % 7 == 0), "old"), Token);

        var results = await _azurite.Store.TryCommitManyAsync(
            [.. Enumerable.Range(0, 100).Select(i => Batch([i], "new"))], Token);

        results.Select((result, i) => (result.Conflict is null, i)).ShouldAllBe(x => x.Item1 == (x.i % 7 != 0));
        for (var i = 0; i < 100; i++)
        {
            (await ReadAsync($"r{i:d3}")).ShouldBe(i % 7 == 0 ? "old" : "new");
        }
    }

    [Fact]
    public async Task Large_batches_do_not_share_beyond_the_bytes_of_a_transaction()
    {
        // 3 x 900,000 bytes are over 2,621,440: two transactions.
        var results = await _azurite.Store.TryCommitManyAsync(
            [.. Enumerable.Range(0, 3).Select(i =>
                new EntityBatch("p", [EntityWrite.Insert(Table, $"{i}", new byte[900_000])]))],
            Token);

        results.ShouldAllBe(result => result.Conflict == null);
        _network.Transactions.ShouldBe(2);
    }

    [Fact]
    public async Task Largest_batch_fits_the_service()
    {
        var value = new byte[(EntityLimits.BatchBytes / EntityLimits.BatchRows) - 20];
        var batch = new EntityBatch(
            "p", [.. Enumerable.Range(0, 100).Select(i => EntityWrite.Insert(Table, $"r{i:d3}", value))]);

        (await _azurite.Store.TryCommitAsync(batch, Token)).Conflict.ShouldBeNull();

        _network.LargestRequest.ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public async Task Deletes_of_absent_rows_are_left_out_of_their_batch()
    {
        await _azurite.Store.CommitAsync(Batch([1, 3], "old"), Token);

        var result = await _azurite.Store.TryCommitAsync(
            new(
                "p",
                [
                    .. Enumerable.Range(0, 5).Select(i => EntityWrite.DeleteAny(Table, $"r{i:d3}")),
                    EntityWrite.Insert(Table, "kept", "yes"u8.ToArray()),
                ]),
            Token);

        result.Conflict.ShouldBeNull();
        (await _azurite.Store.GetAsync(new(Table, "p", "r001"), Token)).ShouldBeNull();
        (await ReadAsync("kept")).ShouldBe("yes");
        (await _azurite.Store.GetAsync(new(Table, "p", "kept"), Token))!.Value.ETag.ShouldBe(result.ETagOf(5));
    }

    [Fact]
    public async Task Two_services_in_one_table_do_not_see_each_other()
    {
        var name = AzuriteStore.NewTable();
        await using var one = new AzuriteStore(
            _fixture.Server, options => (options.TableName, options.Service) = (name, "one"));
        await using var other = new AzuriteStore(
            _fixture.Server, options => (options.TableName, options.Service) = (name, "one,"));

        await one.Store.CommitAsync(Batch([1], "of one"), Token);
        await other.Store.CommitAsync(Batch([1], "of the other"), Token);

        var page = await one.Store.ReadPageAsync(new(Table, "p"), Token);
        Encoding.UTF8.GetString(page.Entities.ShouldHaveSingleItem().Value.Span).ShouldBe("of one");
    }

    static EntityBatch Batch(IEnumerable<int> rows, string value) => new(
        "p", [.. rows.Select(i => EntityWrite.Insert(Table, $"r{i:d3}", Encoding.UTF8.GetBytes(value)))]);

    async Task<string> ReadAsync(string row) => Encoding.UTF8.GetString(
        (await _azurite.Store.GetAsync(new(Table, "p", row), Token)).ShouldNotBeNull().Value.Span);
}
