using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Tests.AzureTables;

namespace Qianliyan.Storage.Tests.Clustering;

public sealed class AzuriteMembershipTableTests(AzuriteFixture azurite) : MembershipTableConformance, IAsyncDisposable
{
    readonly AzuriteStore _azurite = new(azurite.Server);

    protected override IEntityStore Store => _azurite.Store;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
