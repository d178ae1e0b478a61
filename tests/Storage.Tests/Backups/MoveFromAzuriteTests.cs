using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Tests.AzureTables;

namespace Qianliyan.Storage.Tests.Backups;

public sealed class MoveFromAzuriteTests(AzuriteFixture azurite) : StoreCopyConformance, IAsyncDisposable
{
    readonly AzuriteStore _source = new(azurite.Server);
    readonly TemporaryStore _target = new();

    protected override IEntityStore Source => _source.Store;

    protected override IEntityStore Target => _target.Store;

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _target.Dispose();
    }
}
