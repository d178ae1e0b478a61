using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Qianliyan.Simulator.Load;

/// <summary>
/// Makes connections with blocking calls on threads of its own. A socket that was once used asynchronously would stay
/// with the socket engine of .NET, which then wakes for every answer.
/// </summary>
sealed class Connector(LoadOptions options)
{
    const int Parallelism = 16;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    readonly BlockingCollection<(LoadLoop Loop, int Index)> _broken = [];

    /// <exception cref="SocketException">The gateway refused one.</exception>
    public Socket[] ConnectAll(CancellationToken cancellation)
    {
        var sockets = new Socket[options.Connections];
        try
        {
            Parallel.For(
                0,
                sockets.Length,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
                i => sockets[i] = Connect());
        }
        catch (AggregateException failed)
        {
            foreach (Socket? socket in sockets)
                socket?.Dispose();
            throw failed.InnerExceptions[0];
        }

        return sockets;
    }

    public void Reconnect(LoadLoop loop, int index) => _broken.Add((loop, index), CancellationToken.None);

    /// <summary>Serves <see cref="Reconnect"/> until cancelled, on the calling thread.</summary>
    public void Run(CancellationToken cancellation)
    {
        try
        {
            foreach ((LoadLoop loop, int index) in _broken.GetConsumingEnumerable(cancellation))
            {
                Socket? socket;
                while ((socket = TryConnect()) is null)
                    cancellation.WaitHandle.WaitOne(Pause);
                loop.Adopt(index, socket);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }

        Socket? TryConnect()
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return Connect();
            }
            catch (SocketException)
            {
                return null;
            }
        }
    }

    Socket Connect()
    {
        var socket = new Socket(options.Gateway.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(options.Gateway);
            socket.Blocking = false;
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
