using Azure;
using Azure.Data.Tables;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// A row of the table that says in how many shards the rows of a service lie. With another number nothing of it would be
/// found, and all would look empty.
/// </summary>
static class TableLayout
{
    const string Row = "layout";
    const string Shards = "Shards";

    /// <exception cref="StorageLayoutException">The rows lie in another number of shards.</exception>
    public static async Task EnsureAsync(
        TableClient table, string service, int shards, CancellationToken cancellationToken)
    {
        // No shard has this key: theirs go on with a separator.
        var partition = PortableKey.Escape(service);
        var found = await FindAsync();
        if (found is null)
        {
            try
            {
                await table.AddEntityAsync(new TableEntity(partition, Row) { [Shards] = shards }, cancellationToken);
                return;
            }
            catch (RequestFailedException error) when (error.Status == 409)
            {
                // Another silo was faster.
                found = await FindAsync();
            }
        }

        if (found != shards)
        {
            throw new StorageLayoutException(
                $"Table '{table.Name}' holds the rows of '{service}' in {found} shards, not in {shards}.");
        }

        async Task<int?> FindAsync()
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                partition, Row, cancellationToken: cancellationToken);
            return row.HasValue ? row.Value!.GetInt32(Shards) : null;
        }
    }
}
