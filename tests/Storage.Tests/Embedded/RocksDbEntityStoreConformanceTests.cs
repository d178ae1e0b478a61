using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Tests.Entities;

namespace Qianliyan.Storage.Tests.Embedded;

public sealed class RocksDbEntityStoreConformanceTests : EntityStoreConformance, IDisposable
{
    readonly TemporaryStore _temporary = new();

    protected override IEntityStore Store => _temporary.Store;

    public void Dispose() => _temporary.Dispose();
}
