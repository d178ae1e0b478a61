using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Tests.AzureTables;

namespace Qianliyan.Storage.Tests.Frames;

public sealed class AzuriteFrameLogTests(AzuriteFixture azurite) : FrameLogConformance, IAsyncDisposable
{
    readonly AzuriteStore _azurite = new(azurite.Server);

    protected override IFrameLog Frames => _azurite.Frames;

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
