using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Tests.AzureTables;

namespace Qianliyan.Storage.Tests.GrainState;

public sealed class AzuriteGrainStorageTests(AzuriteFixture azurite) : GrainStorageConformance, IAsyncDisposable
{
    readonly AzuriteStore _azurite = new(azurite.Server);

    protected override IEntityStore Store => _azurite.Store;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
