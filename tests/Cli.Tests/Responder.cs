using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Qianliyan.Cli.Replay;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Tests;

/// <summary>
/// A gateway: keeps what arrives and answers when told to, so that a test decides who waits.
/// </summary>
sealed class Responder : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly SemaphoreSlim _arrived = new(0);
    readonly List<(TcpClient Client, byte[] Bytes)> _frames = [];

    public Responder() => _listener.Start();

    public GatewayAddress Address => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    public int Arrived
    {
        get
        {
            lock (_frames)
                return _frames.Count;
        }
    }

    /// <summary>Takes so many connections and reads their frames until the senders close.</summary>
    /// <param name="answers">Whether the n-th frame is answered at once.</param>
    public async Task Run(int connections, Func<int, bool> answers, CancellationToken cancellationToken)
    {
        var readers = new List<Task>();
        for (int i = 0; i < connections; i++)
            readers.Add(Read(await _listener.AcceptTcpClientAsync(cancellationToken), answers, cancellationToken));
        await Task.WhenAll(readers);
    }

    async Task Read(TcpClient connection, Func<int, bool> answers, CancellationToken cancellationToken)
    {
        using TcpClient client = connection;
        PipeReader reader = PipeReader.Create(client.GetStream());
        var scanner = new FrameScanner();
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = read.Buffer;
            while (scanner.Next(ref buffer) is { Kind: ScanKind.Frame } found)
            {
                int number;
                lock (_frames)
                {
                    _frames.Add((client, found.Slice.ToArray()));
                    number = _frames.Count;
                }

                if (answers(number))
                    await Answer(number, cancellationToken);
                _arrived.Release();
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    public async Task WaitFor(int frames, CancellationToken cancellationToken)
    {
        while (Arrived < frames)
            await _arrived.WaitAsync(cancellationToken);
    }

    /// <summary>Answers the frame that came as the n-th.</summary>
    public async Task Answer(int number, CancellationToken cancellationToken)
    {
        var message = new Message();
        TcpClient client;
        lock (_frames)
        {
            client = _frames[number - 1].Client;
            FrameDecoder.Decode(_frames[number - 1].Bytes, message);
        }

        var answer = new ArrayBufferWriter<byte>();
        Answers.Data(answer, message);
        await client.GetStream().WriteAsync(answer.WrittenMemory, cancellationToken);
    }

    /// <summary>Closes the connection of the first frame.</summary>
    public void Close()
    {
        lock (_frames)
            _frames[0].Client.Close();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _arrived.Dispose();
    }
}
