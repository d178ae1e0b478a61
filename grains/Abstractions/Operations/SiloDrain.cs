namespace Qianliyan.Abstractions.Operations;

/// <summary>
/// Whether this silo is about to leave (排空). From then on it takes no device and no stream, and ends those it has so that
/// they go to another silo; what is under way is answered. The host leaves the cluster a moment later.
/// </summary>
public sealed class SiloDrain : IDisposable
{
    readonly CancellationTokenSource _begun = new();

    /// <summary>Cancelled when the draining begins; that is once, and for good.</summary>
    public CancellationToken Begun => _begun.Token;

    public bool HasBegun => _begun.IsCancellationRequested;

    public void Begin() => _begun.Cancel();

    public void Dispose() => _begun.Dispose();
}
