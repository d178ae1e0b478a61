namespace Qianliyan.Integration.Silos;

/// <summary>A silo that admits unknown points, shared by the tests of a class.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    public SiloProcess Silo { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Silo = await SiloProcess.Start(TestContext.Current.CancellationToken, "--unknown-points", "register");

    public ValueTask DisposeAsync() => Silo.DisposeAsync();
}
