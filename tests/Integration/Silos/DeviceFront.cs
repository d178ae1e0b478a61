using System.Net;
using System.Net.Sockets;

namespace Qianliyan.Integration.Silos;

/// <summary>
/// What stands before the silos of a cluster: each device connection goes to the next silo that takes it, and stays there
/// until one side ends it.
/// </summary>
public sealed class DeviceFront : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _ending = new();
    readonly IReadOnlyList<SiloProcess> _silos;
    readonly Task _accepting;
    int _next;

    public DeviceFront(IReadOnlyList<SiloProcess> silos)
    {
        _silos = silos;
        _listener.Start();
        _accepting = Accept();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ending.Dispose();
    }

    async Task Accept()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(Serve(await _listener.AcceptSocketAsync(_ending.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    async Task Serve(Socket device)
    {
        using (device)
        using (Socket? silo = await Connect())
        {
            if (silo is null)
                return;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            await Task.WhenAny(Copy(device, silo, either.Token), Copy(silo, device, either.Token));
            await either.CancelAsync();
        }
    }

    /// <returns>Null when no silo takes it.</returns>
    async Task<Socket?> Connect()
    {
        for (int attempt = 0; attempt < _silos.Count; attempt++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                int index = Interlocked.Increment(ref _next) % _silos.Count;
                await socket.ConnectAsync(_silos[index].Devices, _ending.Token);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    static async Task Copy(Socket from, Socket to, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, cancellationToken)) > 0)
                await to.SendAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
    }
}
