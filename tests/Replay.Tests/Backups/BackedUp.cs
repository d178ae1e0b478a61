using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Replay.Backups;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Replay.Tests.Backups;

/// <summary>Backups of stores and restores into others.</summary>
static class BackedUp
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<byte[]> Of(IEntityStore store)
    {
        using var file = new MemoryStream();
        using var writer = new BackupWriter(async (bytes, _) => await file.WriteAsync(bytes));
        await new BackupRun(new StoreExport(store), writer, TimeProvider.System)
            .Run(new BackupHeader("1.2.3", "hebei", 0), shardsAtOnce: 1, Token);
        return file.ToArray();
    }

    public static async Task<BackupContents> Contents(byte[] backup)
    {
        using var file = new MemoryStream(backup);
        return await new BackupFile(file).VerifyAsync(Token);
    }

    public static async Task<BackupContents> Restore(byte[] backup, IEntityStore store)
    {
        var journal = new EntityJournal(store);
        using var policies = new PolicyArchive(journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        var import = new StoreImport(store, new RestoreMark(store, TimeProvider.System));
        return await new RestoreRun(import, new StoreExport(store), journal, policies)
            .Run(() => new MemoryStream(backup), atOnce: 4, Token);
    }

    public static Task EnsureFinished(IEntityStore store) =>
        new RestoreMark(store, TimeProvider.System).EnsureFinishedAsync(Token);
}
