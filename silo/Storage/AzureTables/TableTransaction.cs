using Azure;
using Azure.Data.Tables;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// The batches of one shard that go to the service as one transaction: at most
/// <see cref="EntityLimits.BatchRows"/> rows and <see cref="EntityLimits.BatchBytes"/>, no row named twice.
/// </summary>
sealed class TableTransaction(string shard)
{
    // A form no row ever had: the service refuses text that is no ETag of its own with an error of syntax.
    static readonly ETag NeverIssued = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    readonly List<TableCommit> _commits = [];
    readonly HashSet<string> _rows = new(StringComparer.Ordinal);
    int _count;
    long _bytes;

    public string Shard => shard;

    public IReadOnlyList<TableCommit> Commits => _commits;

    /// <returns>False when the batch must wait for the next transaction.</returns>
    public bool TryAdd(TableCommit commit)
    {
        if (_count > 0 && (_count + commit.Rows.Length > EntityLimits.BatchRows
            || _bytes + commit.Bytes > EntityLimits.BatchBytes
            || _rows.Overlaps(commit.Rows)))
        {
            return false;
        }

        _commits.Add(commit);
        _rows.UnionWith(commit.Rows);
        _count += commit.Rows.Length;
        _bytes += commit.Bytes;
        return true;
    }

    /// <summary>The rest after a batch has been decided.</summary>
    public void Remove(TableCommit commit)
    {
        _commits.Remove(commit);
        _rows.ExceptWith(commit.Rows);
        _count -= commit.Rows.Length;
        _bytes -= commit.Bytes;
    }

    /// <summary>Every action of the transaction with the write it stands for; deletes known to be void are left out.</summary>
    public List<TableAction> ToActions(Guid writeId)
    {
        var actions = new List<TableAction>(_count);
        foreach (var commit in _commits)
        {
            for (var i = 0; i < commit.Rows.Length; i++)
            {
                if (!commit.IsVoid(i))
                {
                    actions.Add(new(commit, i, ToAction(commit.Batch.Writes[i], commit.Rows[i], writeId)));
                }
            }
        }

        return actions;
    }

    TableTransactionAction ToAction(EntityWrite write, string row, Guid writeId) => write.Kind switch
    {
        EntityWriteKind.Insert =>
            new(TableTransactionActionType.Add, TableRow.Create(shard, row, write.Value, writeId)),
        EntityWriteKind.Upsert =>
            new(TableTransactionActionType.UpsertReplace, TableRow.Create(shard, row, write.Value, writeId)),
        EntityWriteKind.Replace => new(
            TableTransactionActionType.UpdateReplace,
            TableRow.Create(shard, row, write.Value, writeId),
            Expected(write)),
        EntityWriteKind.Delete =>
            new(TableTransactionActionType.Delete, new TableEntity(shard, row), Expected(write)),
        EntityWriteKind.DeleteAny =>
            new(TableTransactionActionType.Delete, new TableEntity(shard, row), ETag.All),
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "Unknown kind of write."),
    };

    static ETag Expected(EntityWrite write) =>
        write.ETag?.StartsWith("W/\"datetime'", StringComparison.Ordinal) == true ? new(write.ETag) : NeverIssued;
}
