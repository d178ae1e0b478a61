using Azure.Data.Tables;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>One action of a transaction and the write of a batch it stands for.</summary>
readonly record struct TableAction(TableCommit Commit, int WriteIndex, TableTransactionAction Action)
{
    public EntityWrite Write => Commit.Batch.Writes[WriteIndex];

    public string Row => Commit.Rows[WriteIndex];

    /// <summary>The row is there afterwards.</summary>
    public bool Writes => Write.Kind is not (EntityWriteKind.Delete or EntityWriteKind.DeleteAny);
}
