using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Tests.Entities;

namespace Qianliyan.Storage.Tests.AzureTables;

public sealed class AzureTableEntityStoreConformanceTests(AzuriteFixture azurite)
    : EntityStoreConformance, IAsyncDisposable
{
    readonly AzuriteStore _azurite = new(azurite.Server);

    protected override IEntityStore Store => _azurite.Store;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
