using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.GrainState;

public sealed class EmbeddedGrainStorageTests : GrainStorageConformance, IDisposable
{
    readonly TemporaryStore _temporary = new();

    protected override IEntityStore Store => _temporary.Store;

    public void Dispose() => _temporary.Dispose();
}
