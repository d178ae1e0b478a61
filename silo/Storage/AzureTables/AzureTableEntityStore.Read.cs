using Azure.Data.Tables;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

public sealed partial class AzureTableEntityStore
{
    // What the service returns at most.
    const int PageRows = 1_000;

    static readonly EntityPage Nothing = new([], null);

    static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    /// <inheritdoc/>
    public async ValueTask<Entity?> GetAsync(EntityKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = TableKeys.Row(key.Table, key.Partition, key.Row);
        var found = await _service.FindAsync(_keys.Shard(key.Partition), row, select: null, cancellationToken);
        return found is null ? null : ToEntity(found);
    }

    /// <inheritdoc/>
    public async ValueTask<EntityPage> ReadPageAsync(EntityRange range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (range.Limit <= 0 || (range.To is { } to && string.CompareOrdinal(range.From, to) >= 0))
        {
            return Nothing;
        }

        return range.Reverse
            ? await ReadBackwardAsync(range, cancellationToken)
            : await ReadForwardAsync(range, cancellationToken);
    }

    async Task<EntityPage> ReadForwardAsync(EntityRange range, CancellationToken cancellationToken)
    {
        var found = await QueryPageAsync(range, select: null, cancellationToken);
        if (found.Count == 0)
        {
            return Nothing;
        }

        var left = range.Limit - found.Count;
        Entity[] entities = [.. found.Select(ToEntity)];
        return new(entities, left == 0 ? null : range with { From = entities[^1].Row + "\0", Limit = left });
    }

    async Task<EntityPage> ReadBackwardAsync(EntityRange range, CancellationToken cancellationToken)
    {
        var rows = await LastKeysAsync(range, Math.Min(range.Limit, PageRows), cancellationToken);
        if (rows.Count == 0)
        {
            return Nothing;
        }

        // Rows written meanwhile between these are left out: a page is one view.
        var first = rows.Peek();
        var wanted = rows.ToHashSet(StringComparer.Ordinal);
        var entities = new List<Entity>(rows.Count);
        EntityRange? next = range with { From = first, Reverse = false, Limit = int.MaxValue };
        while (next is { } current)
        {
            var page = await ReadForwardAsync(current, cancellationToken);
            entities.AddRange(page.Entities.Where(entity => wanted.Contains(entity.Row)));
            next = page.Next;
        }

        var before = range with { To = first, Limit = range.Limit - entities.Count };
        if (entities.Count == 0)
        {
            // All of them were deleted meanwhile; an empty page would be the end.
            return await ReadBackwardAsync(before, cancellationToken);
        }

        entities.Reverse();
        return new(entities, before.Limit == 0 ? null : before);
    }

    /// <summary>The last keys of the range, in order.</summary>
    async Task<Queue<string>> LastKeysAsync(EntityRange range, int count, CancellationToken cancellationToken)
    {
        var keys = new Queue<string>(count);
        var current = range with { Limit = int.MaxValue };
        while (await QueryPageAsync(current, KeyOnly, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var entity in page)
            {
                if (keys.Count == count)
                {
                    keys.Dequeue();
                }

                keys.Enqueue(TableKeys.RowOf(entity.RowKey));
            }

            current = current with { From = keys.Last() + "\0" };
        }

        return keys;
    }

    /// <summary>The next rows of the range; the service may answer with empty pages before it has any.</summary>
    Task<IReadOnlyList<TableEntity>> QueryPageAsync(
        EntityRange range, string[]? select, CancellationToken cancellationToken)
    {
        var shard = _keys.Shard(range.Partition);
        var from = TableKeys.Row(range.Table, range.Partition, range.From);
        var to = range.To is { } end
            ? TableKeys.Row(range.Table, range.Partition, end)
            : TableKeys.EndOf(range.Table, range.Partition);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {shard} and RowKey ge {from} and RowKey lt {to}");
        var rows = Math.Min(range.Limit, PageRows);
        return _service.CallAsync(
            "query",
            async (table, token) =>
            {
                var pages = table.QueryAsync<TableEntity>(filter, rows, select, token).AsPages();
                await foreach (var page in pages.WithCancellation(token))
                {
                    if (page.Values.Count > 0)
                    {
                        return page.Values;
                    }
                }

                return [];
            },
            cancellationToken);
    }

    static Entity ToEntity(TableEntity entity) =>
        new(TableKeys.RowOf(entity.RowKey), entity.ETag.ToString(), TableRow.ValueOf(entity));
}
