using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.Clustering;

public sealed class EmbeddedMembershipTableTests : MembershipTableConformance, IDisposable
{
    readonly TemporaryStore _temporary = new();

    protected override IEntityStore Store => _temporary.Store;

    public void Dispose() => _temporary.Dispose();
}
