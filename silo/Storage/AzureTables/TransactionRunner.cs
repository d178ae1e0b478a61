using Azure;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// Takes a transaction to its end: written, or batch by batch refused. A batch whose condition fails is answered and
/// taken out, and the others go again.
/// </summary>
/// <remarks>
/// All attempts of one transaction carry the same write id. When a condition fails after an attempt without an answer,
/// the rows are read back: if one of them holds that id, the attempt had landed, and the conflict is with ourselves.
/// A transaction of deletes alone leaves no id; its rows being gone counts as its own doing.
/// </remarks>
sealed class TransactionRunner(TableService service)
{
    const string Superseded = "superseded";

    public async Task RunAsync(TableTransaction transaction)
    {
        while (transaction.Commits.Count > 0)
        {
            var writeId = Guid.NewGuid();
            var actions = transaction.ToActions(writeId);
            if (actions.Count == 0)
            {
                Answer(transaction, actions, []);
                return;
            }

            if (await TryAsync(actions, writeId) is { } conflict)
            {
                await ResolveAsync(transaction, actions, conflict);
                continue;
            }

            return;
        }

        async Task<RequestFailedException?> TryAsync(List<TableAction> actions, Guid writeId)
        {
            var attempts = 0;
            try
            {
                var responses = await service.CallAsync(
                    "transaction",
                    async (table, token) =>
                    {
                        attempts++;
                        return await table.SubmitTransactionAsync(actions.Select(action => action.Action), token);
                    },
                    CancellationToken.None);
                Answer(transaction, actions, [.. responses.Value.Select(ETagOf)]);
                return null;
            }
            catch (RequestFailedException error) when (ServiceErrors.IsCondition(error))
            {
                if (attempts > 1 && await LandedAsync(transaction.Shard, actions, writeId) is { } etags)
                {
                    Answer(transaction, actions, etags);
                    return null;
                }

                return error;
            }
        }
    }

    static string ETagOf(Response response) => response.Headers.ETag?.ToString() ?? Superseded;

    static void Answer(TableTransaction transaction, List<TableAction> actions, string[] etags)
    {
        var next = 0;
        foreach (var commit in transaction.Commits)
        {
            var own = new string[commit.Rows.Length];
            Array.Fill(own, Superseded);
            while (next < actions.Count && actions[next].Commit == commit)
            {
                own[actions[next].WriteIndex] = etags[next];
                next++;
            }

            commit.Written(own);
        }
    }

    /// <summary>Answers the batch that failed, or leaves out its deletes that have nothing to delete.</summary>
    async Task ResolveAsync(TableTransaction transaction, List<TableAction> actions, RequestFailedException error)
    {
        var failed = actions[ServiceErrors.FailedIndex(error)];
        if (failed.Write.Kind == EntityWriteKind.DeleteAny)
        {
            await VoidMissingDeletesAsync(transaction.Shard, failed.Commit);
            return;
        }

        failed.Commit.Refused(failed.WriteIndex, error.Status switch
        {
            409 => EntityConflictKind.AlreadyExists,
            404 => EntityConflictKind.Missing,
            _ => EntityConflictKind.ETagMismatch,
        });
        transaction.Remove(failed.Commit);
    }

    async Task VoidMissingDeletesAsync(string shard, TableCommit commit)
    {
        for (var i = 0; i < commit.Rows.Length; i++)
        {
            if (commit.Batch.Writes[i].Kind == EntityWriteKind.DeleteAny
                && !commit.IsVoid(i)
                && await service.FindAsync(shard, commit.Rows[i], [TableRow.WriteId], CancellationToken.None) is null)
            {
                commit.MarkVoid(i);
            }
        }
    }

    /// <returns>The ETags when the transaction is known to have landed; null when it is not.</returns>
    async Task<string[]?> LandedAsync(string shard, List<TableAction> actions, Guid writeId)
    {
        var etags = new string[actions.Count];
        var hasLanded = false;
        var anyLeft = false;
        for (var i = 0; i < actions.Count; i++)
        {
            var found = await service.FindAsync(
                shard, actions[i].Row, [TableRow.WriteId], CancellationToken.None);
            var isOurs = found?.GetGuid(TableRow.WriteId) == writeId;
            etags[i] = isOurs ? found!.ETag.ToString() : Superseded;
            hasLanded |= isOurs;
            anyLeft |= found is not null;
        }

        var deletesOnly = actions.TrueForAll(action => !action.Writes);
        return hasLanded || (deletesOnly && !anyLeft) ? etags : null;
    }
}
