using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests.AzureTables;

namespace Qianliyan.Storage.Tests.Journal;

public sealed class AzuriteJournalTests(AzuriteFixture azurite) : JournalConformance, IAsyncDisposable
{
    readonly AzuriteStore _azurite = new(azurite.Server);

    protected override IJournal Journal => _azurite.Journal;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
