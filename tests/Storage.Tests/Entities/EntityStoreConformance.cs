using System.Text;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.Entities;

/// <summary>What every backend of <see cref="IEntityStore"/> must do. A backend's test class inherits this.</summary>
public abstract class EntityStoreConformance
{
    protected const string Table = "conformance";

    protected abstract IEntityStore Store { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Missing_row_reads_as_null()
    {
        (await Store.GetAsync(new("never-written", "p", "r"), Token)).ShouldBeNull();
        (await Store.GetAsync(new(Table, "p", "r"), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Written_row_reads_back_with_the_etag_of_its_commit()
    {
        var result = await CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("one")));

        var entity = (await Store.GetAsync(new(Table, "p", "r"), Token)).ShouldNotBeNull();

        Text(entity).ShouldBe("one");
        entity.ETag.ShouldBe(result.ETagOf(0));
    }

    [Fact]
    public async Task Empty_value_is_a_row()
    {
        await CommitAsync("p", EntityWrite.Insert(Table, "empty", default));

        var entity = (await Store.GetAsync(new(Table, "p", "empty"), Token)).ShouldNotBeNull();

        entity.Value.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Largest_value_survives()
    {
        var value = new byte[EntityLimits.ValueBytes];
        Random.Shared.NextBytes(value);
        await CommitAsync("p", EntityWrite.Insert(Table, "large", value));

        var entity = (await Store.GetAsync(new(Table, "p", "large"), Token)).ShouldNotBeNull();

        entity.Value.ToArray().ShouldBe(value);
    }

    [Fact]
    public async Task Insert_of_an_existing_row_is_refused_and_names_it()
    {
        await CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("first")));

        var error = await Should.ThrowAsync<EntityConflictException>(
            () => CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("second"))));

        (error.Table, error.Partition, error.Row, error.Kind)
            .ShouldBe((Table, "p", "r", EntityConflictKind.AlreadyExists));
        (await ReadTextAsync("p", "r")).ShouldBe("first");
    }

    [Fact]
    public async Task Replace_needs_the_current_etag_and_changes_it_even_for_equal_content()
    {
        var first = (await CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("same")))).ETagOf(0);

        var second = (await CommitAsync("p", EntityWrite.Replace(Table, "r", Bytes("same"), first))).ETagOf(0);
        var stale = await TryAsync("p", EntityWrite.Replace(Table, "r", Bytes("late"), first));

        second.ShouldNotBe(first);
        stale.Conflict.ShouldNotBeNull().Kind.ShouldBe(EntityConflictKind.ETagMismatch);
        (await ReadTextAsync("p", "r")).ShouldBe("same");
    }

    [Fact]
    public async Task Replace_and_delete_of_a_missing_row_are_refused()
    {
        var etag = (await CommitAsync("p", EntityWrite.Insert(Table, "other", Bytes("x")))).ETagOf(0);

        var replace = await TryAsync("p", EntityWrite.Replace(Table, "r", Bytes("x"), etag));
        var delete = await TryAsync("p", EntityWrite.Delete(Table, "r", etag));

        replace.Conflict.ShouldNotBeNull().Kind.ShouldBe(EntityConflictKind.Missing);
        delete.Conflict.ShouldNotBeNull().Kind.ShouldBe(EntityConflictKind.Missing);
    }

    [Fact]
    public async Task Foreign_etag_matches_nothing()
    {
        await CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("x")));

        var result = await TryAsync("p", EntityWrite.Replace(Table, "r", Bytes("y"), "W/\"not ours\""));

        result.Conflict.ShouldNotBeNull().Kind.ShouldBe(EntityConflictKind.ETagMismatch);
    }

    [Fact]
    public async Task Delete_needs_the_current_etag_and_delete_any_needs_nothing()
    {
        var etag = (await CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("x")))).ETagOf(0);
        await CommitAsync("p", EntityWrite.Upsert(Table, "r", Bytes("y")));

        var stale = await TryAsync("p", EntityWrite.Delete(Table, "r", etag));
        stale.Conflict.ShouldNotBeNull().Kind.ShouldBe(EntityConflictKind.ETagMismatch);

        var current = (await Store.GetAsync(new(Table, "p", "r"), Token))!.Value.ETag;
        await CommitAsync("p", EntityWrite.Delete(Table, "r", current));
        (await Store.GetAsync(new(Table, "p", "r"), Token)).ShouldBeNull();

        (await TryAsync("p", EntityWrite.DeleteAny(Table, "r"))).Conflict.ShouldBeNull();
    }

    [Fact]
    public async Task Etag_of_a_deleted_row_does_not_come_back_with_a_new_row()
    {
        var etag = (await CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("x")))).ETagOf(0);
        await CommitAsync("p", EntityWrite.Delete(Table, "r", etag));
        await CommitAsync("p", EntityWrite.Insert(Table, "r", Bytes("x")));

        (await TryAsync("p", EntityWrite.Delete(Table, "r", etag))).Conflict.ShouldNotBeNull();
    }

    [Fact]
    public async Task Batch_with_one_conflict_leaves_no_trace_in_any_table()
    {
        await CommitAsync(
            "p", EntityWrite.Insert(Table, "taken", Bytes("x")), EntityWrite.Insert(Table, "other", Bytes("y")));

        var result = await TryAsync(
            "p",
            EntityWrite.Upsert(Table, "a", Bytes("1")),
            EntityWrite.Insert("conformance2", "b", Bytes("2")),
            EntityWrite.Insert(Table, "taken", Bytes("3")),
            EntityWrite.DeleteAny(Table, "other"));

        result.Conflict.ShouldNotBeNull().WriteIndex.ShouldBe(2);
        (await Store.GetAsync(new(Table, "p", "a"), Token)).ShouldBeNull();
        (await Store.GetAsync(new("conformance2", "p", "b"), Token)).ShouldBeNull();
        (await ReadTextAsync("p", "taken")).ShouldBe("x");
        (await ReadTextAsync("p", "other")).ShouldBe("y");
    }

    [Fact]
    public async Task Batches_handed_over_together_are_decided_in_order_and_each_by_itself()
    {
        var results = await Store.TryCommitManyAsync(
            [
                new("p", [EntityWrite.Insert(Table, "r", Bytes("1"))]),
                new("p", [EntityWrite.Insert(Table, "r", Bytes("2")), EntityWrite.Upsert(Table, "s", Bytes("2"))]),
                new("q", [EntityWrite.Insert(Table, "r", Bytes("3"))]),
                new("p", [EntityWrite.DeleteAny(Table, "r")]),
                new("p", [EntityWrite.Insert(Table, "r", Bytes("4"))]),
            ],
            Token);

        results.Select(result => result.Conflict is null).ShouldBe([true, false, true, true, true]);
        (await ReadTextAsync("p", "r")).ShouldBe("4");
        (await ReadTextAsync("q", "r")).ShouldBe("3");
        (await Store.GetAsync(new(Table, "p", "s"), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Sixteen_writers_on_one_etag_have_one_winner_in_each_of_fifty_rounds()
    {
        var etag = (await CommitAsync("p", EntityWrite.Insert(Table, "raced", Bytes("0")))).ETagOf(0);
        for (var round = 0; round < 50; round++)
        {
            var current = etag;
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(
                () => TryAsync("p", EntityWrite.Replace(Table, "raced", Bytes($"{writer}"), current)), Token)));

            var winner = results.Select((result, writer) => (result, writer)).Where(x => x.result.Conflict is null)
                .ShouldHaveSingleItem();
            (await ReadTextAsync("p", "raced")).ShouldBe($"{winner.writer}");
            etag = winner.result.ETagOf(0);
        }
    }

    [Fact]
    public async Task Parallel_upserts_get_distinct_etags()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(
            () => TryAsync("p", EntityWrite.Upsert(Table, "r", Bytes($"{i}"))), Token)));

        results.Select(result => result.ETagOf(0)).Distinct().Count().ShouldBe(64);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Range_of_many_pages_is_complete_and_ordered(bool reverse)
    {
        var rows = Enumerable.Range(0, 1_500).Select(i => $"{i * 7 % 1_500:d5}").ToArray();
        foreach (var chunk in rows.Chunk(EntityLimits.BatchRows))
        {
            await CommitAsync("range", [.. chunk.Select(row => EntityWrite.Insert(Table, row, Bytes(row)))]);
        }

        var read = await ReadRowsAsync(new(Table, "range", "00010", "01490", reverse));

        var expected = Enumerable.Range(10, 1_480).Select(i => $"{i:d5}");
        read.ShouldBe(reverse ? expected.Reverse() : expected);
    }

    [Fact]
    public async Task Range_keeps_its_limit_across_pages()
    {
        foreach (var chunk in Enumerable.Range(0, 1_000).Chunk(EntityLimits.BatchRows))
        {
            await CommitAsync("limit", [.. chunk.Select(i => EntityWrite.Insert(Table, $"{i:d5}", default))]);
        }

        (await ReadRowsAsync(new(Table, "limit", Limit: 777))).Count.ShouldBe(777);
        (await ReadRowsAsync(new(Table, "limit", Reverse: true, Limit: 3))).ShouldBe(["00999", "00998", "00997"]);
        (await ReadRowsAsync(new(Table, "limit", Limit: 0))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Empty_and_inverted_ranges_are_empty()
    {
        await CommitAsync("p", EntityWrite.Insert(Table, "m", default));

        (await ReadRowsAsync(new(Table, "p", "m", "m"))).ShouldBeEmpty();
        (await ReadRowsAsync(new(Table, "p", "z", "a"))).ShouldBeEmpty();
        (await ReadRowsAsync(new(Table, "no such partition"))).ShouldBeEmpty();
        (await ReadRowsAsync(new("no such table", "p"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_with_any_character_are_distinct_rows_in_ordinal_order()
    {
        string[] keys =
        [
            "", "\0", "\0\0", "\u0001", "\u0001\u0001", "\u0002", "/", "\\", "#", "?", "%2F", "_",
            "a", "a/b", "a\\b", "a#b", "a?b", "a_b",
            "A", "é", "e\u0301", "千里眼", "\ud800", "\udc00", "\U0001F600", "\uffff", "\uffff\uffff",
            "'", "\"", "\t", "\u007f", "\u0080",
        ];
        await CommitAsync("千/里#眼?\0", [.. keys.Select(key => EntityWrite.Insert(Table, key, Bytes("v" + key.Length)))]);

        var read = await ReadRowsAsync(new(Table, "千/里#眼?\0"));

        read.ShouldBe(keys.Order(StringComparer.Ordinal));
        foreach (var key in keys)
        {
            (await ReadTextAsync("千/里#眼?\0", key)).ShouldBe("v" + key.Length);
        }
    }

    [Fact]
    public async Task Partitions_do_not_leak_into_each_other()
    {
        string[] partitions = ["a", "a\0", "a\0b", "a\u0001", "ab", "", "\0"];
        foreach (var partition in partitions)
        {
            await CommitAsync(partition, EntityWrite.Insert(Table, "r" + partition, Bytes(partition)));
        }

        foreach (var partition in partitions)
        {
            (await ReadRowsAsync(new(Table, partition))).ShouldBe(["r" + partition]);
        }
    }

    [Fact]
    public async Task Two_tables_hold_the_same_key_apart()
    {
        await CommitAsync(
            "p", EntityWrite.Insert(Table, "r", Bytes("1")), EntityWrite.Insert("conformance2", "r", Bytes("2")));
        await CommitAsync("p", EntityWrite.DeleteAny(Table, "r"));

        (await Store.GetAsync(new(Table, "p", "r"), Token)).ShouldBeNull();
        (await Store.GetAsync(new("conformance2", "p", "r"), Token)).ShouldNotBeNull();
    }

    [Fact]
    public void Batches_outside_the_limits_are_refused_with_a_reason()
    {
        var rows = Enumerable.Range(0, 101).Select(i => EntityWrite.Insert(Table, $"{i}", default)).ToArray();

        Should.Throw<ArgumentException>(() => new EntityBatch("p", rows)).Message.ShouldContain("1 to 100");
        Should.Throw<ArgumentException>(() => new EntityBatch("p", [])).Message.ShouldContain("1 to 100");
        Should.Throw<ArgumentException>(
                () => new EntityBatch("p", [EntityWrite.Insert(Table, "r", new byte[EntityLimits.ValueBytes + 1])]))
            .Message.ShouldContain("limit 983040");
        Should.Throw<ArgumentException>(
                () => new EntityBatch(
                    "p", [.. rows.Take(3).Select(x => EntityWrite.Insert(Table, x.Row, new byte[900_000]))]))
            .Message.ShouldContain("limit 2621440");
        Should.Throw<ArgumentException>(() => new EntityBatch("p", [rows[0], EntityWrite.DeleteAny(Table, "0")]))
            .Message.ShouldContain("named twice");
    }

    [Fact]
    public async Task Cancelled_token_stops_reads()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => Store.GetAsync(new(Table, "p", "r"), source.Token).AsTask());
        await Should.ThrowAsync<OperationCanceledException>(
            () => Store.ReadPageAsync(new(Table, "p"), source.Token).AsTask());
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static string Text(Entity entity) => Encoding.UTF8.GetString(entity.Value.Span);

    async Task<EntityCommitResult> CommitAsync(string partition, params EntityWrite[] writes) =>
        await Store.CommitAsync(new(partition, writes), Token);

    async Task<EntityCommitResult> TryAsync(string partition, params EntityWrite[] writes) =>
        await Store.TryCommitAsync(new(partition, writes), Token);

    async Task<string> ReadTextAsync(string partition, string row) =>
        Text((await Store.GetAsync(new(Table, partition, row), Token)).ShouldNotBeNull());

    async Task<List<string>> ReadRowsAsync(EntityRange range)
    {
        var rows = new List<string>();
        await foreach (var entity in Store.ReadRangeAsync(range, Token))
        {
            rows.Add(entity.Row);
        }

        return rows;
    }
}
