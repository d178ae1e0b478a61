using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Tests;

/// <summary>Accepts connections, decodes with the codec, answers what is due, and remembers what came.</summary>
sealed class TinyGateway : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _ending = new();
    readonly ConcurrentBag<Task> _links = [];
    readonly Task _accepting;
    readonly Lock _gate = new();
    readonly List<Received> _received = [];
    readonly List<(TaskCompletionSource Met, Func<IReadOnlyList<Received>, bool> Condition)> _waiting = [];

    public TinyGateway()
    {
        _listener.Start(512);
        _accepting = Accept();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Whether a frame gets its answer; all do by default.</summary>
    public Func<Received, bool> Answers { get; init; } = _ => true;

    /// <summary>Whether the connection is closed at once instead of answering; none is by default.</summary>
    public Func<Received, bool> Cuts { get; init; } = _ => false;

    /// <summary>Before each answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A frame from the centre sent after the first frame of each connection.</summary>
    public byte[]? Greeting { get; init; }

    public IReadOnlyList<Received> Frames
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    /// <summary>Waits until what has come satisfies a condition.</summary>
    public async Task Until(Func<IReadOnlyList<Received>, bool> condition, CancellationToken cancellation)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_received))
                return;
            _waiting.Add((met, condition));
        }

        await met.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _links]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _ending.Dispose();
    }

    async Task Accept()
    {
        for (int link = 0; ; link++)
            _links.Add(Serve(await _listener.AcceptSocketAsync(_ending.Token), link));
    }

    async Task Serve(Socket socket, int link)
    {
        using Socket owned = socket;
        byte[] buffer = new byte[16 * 1024];
        var scanner = new FrameScanner();
        var message = new Message();
        bool isGreeted = false;
        int filled = 0;
        while (await socket.ReceiveAsync(buffer.AsMemory(filled), _ending.Token) is > 0 and int read)
        {
            filled += read;
            var unread = new ReadOnlySequence<byte>(buffer, 0, filled);
            var output = new ArrayBufferWriter<byte>();
            while (scanner.Next(ref unread) is { Kind: not ScanKind.NeedMoreData } found)
            {
                FrameDecoder.Decode(found.Slice.FirstSpan, message);
                Received frame = Received.Of(message, link);
                if (Cuts(frame))
                {
                    Remember(frame);
                    return;
                }

                if (Answers(frame))
                    Hj212.Answers.TryWriteDue(output, message);
                if (Greeting is not null && !isGreeted)
                    output.Write(Greeting);
                isGreeted = true;
                Remember(frame);
            }

            unread.CopyTo(buffer);
            filled = (int)unread.Length;
            if (Delay > TimeSpan.Zero)
                await Pause();
            await socket.SendAsync(output.WrittenMemory, _ending.Token);
        }
    }

    async Task Pause()
    {
        using var timer = new PeriodicTimer(Delay);
        await timer.WaitForNextTickAsync(_ending.Token);
    }

    void Remember(Received frame)
    {
        lock (_gate)
        {
            _received.Add(frame);
            foreach ((TaskCompletionSource met, Func<IReadOnlyList<Received>, bool> condition) in _waiting.ToArray())
            {
                if (condition(_received))
                    met.TrySetResult();
            }
        }
    }
}

/// <summary>What the tests look at of a frame.</summary>
sealed record Received(
    int Link, string Mn, string Qn, int System, int Command, BeijingTime DataTime, FrameVerdict Verdict,
    Deviations Deviations, ProtocolVersion Version, bool Resent, string Text, IReadOnlyList<FactorField> Factors)
{
    public static Received Of(Message message, int link) => new(
        link,
        Encoding.ASCII.GetString(message.Mn),
        Encoding.ASCII.GetString(message.Qn),
        message.System,
        message.Command,
        message.DataTime,
        message.Verdict,
        message.Deviations,
        message.Version,
        message.Resent,
        Encoding.ASCII.GetString(message.Frame),
        message.Factors.ToArray());

    public FactorField Factor(string code) =>
        Factors.Single(field => field.Code == Domain.Measurements.FactorCode.Parse(code));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Link} {Verdict} {Text}");
}
