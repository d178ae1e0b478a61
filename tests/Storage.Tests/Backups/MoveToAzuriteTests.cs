using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Tests.AzureTables;

namespace Qianliyan.Storage.Tests.Backups;

public sealed class MoveToAzuriteTests(AzuriteFixture azurite) : StoreCopyConformance, IAsyncDisposable
{
    readonly TemporaryStore _source = new();
    readonly AzuriteStore _target = new(azurite.Server);

    protected override IEntityStore Source => _source.Store;

    protected override IEntityStore Target => _target.Store;

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _target.DisposeAsync();
    }
}
