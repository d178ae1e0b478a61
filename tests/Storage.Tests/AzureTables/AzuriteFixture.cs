using Qianliyan.Azurite;
using Qianliyan.Storage.Tests.AzureTables;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Qianliyan.Storage.Tests.AzureTables;

/// <summary>The emulator that all tests of this assembly share; each takes a table of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    AzuriteServer? _server;

    public AzuriteServer Server => _server ?? throw new InvalidOperationException("Azurite has not been started.");

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartNewAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
