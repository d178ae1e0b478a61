using System.Diagnostics;
using System.Net;
using Azure.Data.Tables;
using Qianliyan.Azurite;
using Qianliyan.Storage.AzureTables;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.AzureTables;

/// <summary>A service that is away, slow or busy: an outage throws, never looks empty, and ends by itself.</summary>
public sealed class OutageTests(AzuriteFixture azurite)
{
    const string Table = "outage";

    static readonly EntityKey Key = new(Table, "p", "r");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static EntityBatch OneRow => new("p", [EntityWrite.Upsert(Table, "r", "x"u8.ToArray())]);

    [Fact]
    public async Task Service_that_is_away_throws_on_every_member_and_serves_again_when_it_is_back()
    {
        await using var server = await AzuriteServer.StartNewAsync(Token);
        await using var azurite = new AzuriteStore(server, Impatient);
        await azurite.Store.CommitAsync(OneRow, Token);
        await server.StopAsync(Token);

        await ShouldBeUnavailableAsync(azurite.Store, "could not be reached");

        await server.StartAsync(Token);
        (await azurite.Store.GetAsync(Key, Token)).ShouldNotBeNull();
        (await azurite.Store.TryCommitAsync(OneRow, Token)).Conflict.ShouldBeNull();
    }

    [Fact]
    public async Task Service_that_does_not_answer_is_given_up_in_time()
    {
        await using var server = await AzuriteServer.StartNewAsync(Token);
        await using var azurite = new AzuriteStore(server, Impatient);
        await azurite.Store.CommitAsync(OneRow, Token);
        await server.FreezeAsync(Token);
        var waited = Stopwatch.StartNew();

        await ShouldBeUnavailableAsync(azurite.Store, "did not answer in time");

        waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        await server.ThawAsync(Token);
        (await azurite.Store.GetAsync(Key, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Short_outage_is_waited_for()
    {
        await using var server = await AzuriteServer.StartNewAsync(Token);
        await using var azurite = new AzuriteStore(server);
        await azurite.Store.CommitAsync(OneRow, Token);
        await server.StopAsync(Token);

        var write = azurite.Store.CommitAsync(OneRow, Token).AsTask();
        var read = azurite.Store.GetAsync(Key, Token).AsTask();
        await server.StartAsync(Token);

        (await write).Conflict.ShouldBeNull();
        (await read).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Throttled_write_waits_as_long_as_the_service_asks(HttpStatusCode status)
    {
        var network = new FaultyNetwork();
        await using var store = new AzuriteStore(azurite.Server, options => options.Handler = network);
        network.Refuse(status, retryAfter: TimeSpan.FromSeconds(1));
        var waited = Stopwatch.StartNew();

        (await store.Store.TryCommitAsync(OneRow, Token)).Conflict.ShouldBeNull();

        waited.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        network.Transactions.ShouldBe(2);
    }

    [Fact]
    public async Task Table_that_was_dropped_throws_and_does_not_look_empty()
    {
        var name = AzuriteStore.NewTable();
        await using var store = new AzuriteStore(azurite.Server, options => options.TableName = name);
        await store.Store.CommitAsync(OneRow, Token);
        await new TableClient(azurite.Server.ConnectionString, name).DeleteAsync(Token);

        await ShouldBeUnavailableAsync(store.Store, "TableNotFound");
    }

    [Fact]
    public async Task Wrong_key_is_reported_as_a_refused_identity_at_once()
    {
        var wrong = azurite.Server.ConnectionString.Replace("AccountKey=Eby8", "AccountKey=Abcd", StringComparison.Ordinal);
        await using var store = new AzuriteStore(azurite.Server, options => options.ConnectionString = wrong);

        await ShouldBeUnavailableAsync(store.Store, "refused the identity");
    }

    [Fact]
    public async Task Closed_store_refuses_batches_after_it_has_written_those_under_way()
    {
        var name = AzuriteStore.NewTable();
        var closing = new AzuriteStore(azurite.Server, options => options.TableName = name);
        var store = closing.Store;
        var writes = Enumerable.Range(0, 50)
            .Select(i => store.TryCommitAsync(new($"p{i}", [EntityWrite.Insert(Table, "r", default)]), Token).AsTask())
            .ToArray();

        await closing.DisposeAsync();

        (await Task.WhenAll(writes)).ShouldAllBe(result => result.Conflict == null);
        await Should.ThrowAsync<ObjectDisposedException>(() => store.TryCommitAsync(OneRow, Token).AsTask());
    }

    static void Impatient(AzureTableStoreOptions options)
    {
        options.RequestTimeout = TimeSpan.FromSeconds(1);
        options.Retries = 1;
        options.FirstPause = TimeSpan.FromMilliseconds(10);
    }

    static async Task ShouldBeUnavailableAsync(AzureTableEntityStore store, string reason)
    {
        Func<Task>[] members =
        [
            () => store.GetAsync(Key, Token).AsTask(),
            () => store.ReadPageAsync(new(Table, "p"), Token).AsTask(),
            () => store.ReadPageAsync(new(Table, "p", Reverse: true, Limit: 1), Token).AsTask(),
            () => store.TryCommitAsync(OneRow, Token).AsTask(),
            () => store.TryCommitManyAsync([OneRow, new("q", OneRow.Writes)], Token).AsTask(),
        ];
        foreach (var member in members)
        {
            (await Should.ThrowAsync<StorageUnavailableException>(member)).Message.ShouldContain(reason);
        }
    }
}
