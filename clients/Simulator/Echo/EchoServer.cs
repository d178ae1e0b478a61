using System.Net;
using System.Net.Sockets;
using Qianliyan.Simulator.Sockets;

namespace Qianliyan.Simulator.Echo;

/// <summary>
/// Answers every frame with the same bytes, of the size of a 9014, looking for nothing but the line feed at its end:
/// the raw ceiling of a benchmark. The QN of the answer is zero. One thread.
/// </summary>
public sealed class EchoServer : IDisposable
{
    const int ListenerToken = -1;
    const int BatchSize = 256;
    const int MostAnswersAtOnce = 64;

    static readonly byte[] Answers = Repeat(
        "##0085QN=00000000000000000;ST=91;CN=9014;PW=123456;MN=LT000001;Flag=4;CP=&&&&0000\r\n"u8, MostAnswersAtOnce);
    static readonly int AnswerBytes = Answers.Length / MostAnswersAtOnce;

    readonly Socket _listener;
    readonly IReadiness _readiness = Readiness.Create();
    readonly List<Client?> _clients = [];
    readonly byte[] _received = new byte[64 * 1024];
    long _frames;

    /// <summary>Listens; port 0 takes a free one.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public EchoServer(IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(endpoint);
        _listener.Listen(4_096);
        _listener.Blocking = false;
        _readiness.Add(_listener, ListenerToken);
        Endpoint = (IPEndPoint)_listener.LocalEndPoint!;
    }

    public IPEndPoint Endpoint { get; }

    /// <summary>Frames answered.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Serves until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () => Serve(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        foreach (Client? client in _clients)
            client?.Socket.Dispose();
        _listener.Dispose();
        _readiness.Dispose();
    }

    void Serve(CancellationToken cancellation)
    {
        Span<int> ready = stackalloc int[BatchSize];
        while (!cancellation.IsCancellationRequested)
        {
            int count = _readiness.Wait(ready, TimeSpan.FromMilliseconds(50));
            for (int i = 0; i < count; i++)
            {
                if (ready[i] == ListenerToken)
                    Accept();
                else if (_clients[ready[i]] is { } client)
                    Echo(client, ready[i]);
            }
        }
    }

    void Accept()
    {
        Socket socket = _listener.Accept();
        socket.NoDelay = true;
        socket.Blocking = false;
        _readiness.Add(socket, _clients.Count);
        _clients.Add(new Client(socket));
    }

    void Echo(Client client, int token)
    {
        int read = client.Socket.Receive(_received, SocketFlags.None, out SocketError error);
        if (error is SocketError.Success && read > 0)
            client.Owed += (long)_received.AsSpan(0, read).Count((byte)'\n') * AnswerBytes;
        else if (error is not SocketError.WouldBlock)
            Drop(client, token);
        if (_clients[token] is not null)
            Pay(client, token);
    }

    void Pay(Client client, int token)
    {
        while (client.Owed > 0)
        {
            // What is left of a half sent answer comes first; the pattern repeats, so any whole number of answers fits.
            int offset = (int)((AnswerBytes - client.Owed % AnswerBytes) % AnswerBytes);
            int length = (int)Math.Min(client.Owed, Answers.Length - offset);
            int sent = client.Socket.Send(Answers.AsSpan(offset, length), SocketFlags.None, out SocketError error);
            if (error is SocketError.WouldBlock)
                break;
            if (error is not SocketError.Success)
            {
                Drop(client, token);
                return;
            }

            long before = (client.Owed + AnswerBytes - 1) / AnswerBytes;
            client.Owed -= sent;
            Interlocked.Add(ref _frames, before - (client.Owed + AnswerBytes - 1) / AnswerBytes);
        }

        bool isBlocked = client.Owed > 0;
        if (isBlocked != client.IsBlocked)
            _readiness.WatchWritable(client.Socket, token, isBlocked);
        client.IsBlocked = isBlocked;
    }

    void Drop(Client client, int token)
    {
        _readiness.Remove(client.Socket, token);
        client.Socket.Dispose();
        _clients[token] = null;
    }

    static byte[] Repeat(ReadOnlySpan<byte> answer, int count)
    {
        var all = new byte[answer.Length * count];
        for (int i = 0; i < count; i++)
            answer.CopyTo(all.AsSpan(i * answer.Length));
        return all;
    }

    sealed class Client(Socket socket)
    {
        public Socket Socket { get; } = socket;

        /// <summary>Bytes of answers not sent yet.</summary>
        public long Owed { get; set; }

        public bool IsBlocked { get; set; }
    }
}
