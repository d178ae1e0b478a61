using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Tests.AzureTables;

namespace Qianliyan.Storage.Tests.Reminders;

public sealed class AzuriteReminderTableTests(AzuriteFixture azurite) : ReminderTableConformance, IAsyncDisposable
{
    readonly AzuriteStore _azurite = new(azurite.Server);

    protected override IEntityStore Store => _azurite.Store;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
