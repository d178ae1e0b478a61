using System.Buffers;
using System.Net.Sockets;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Running;

/// <summary>One TCP connection of a logger: sends frames, waits for answers, answers what the centre asks.</summary>
sealed class LoggerLink(Socket socket, TimeProvider time, FleetCounters counters) : IDisposable
{
    const int BufferBytes = 16 * 1024;

    readonly Lock _gate = new();
    readonly SemaphoreSlim _writing = new(1);
    TaskCompletionSource? _answered;
    long _awaited;

    /// <summary>Whether any frame was answered over this link.</summary>
    public bool WasAnswered { get; private set; }

    /// <summary>Sends and waits for the answer with the packet's QN.</summary>
    /// <returns>False when none came in time.</returns>
    public async Task<bool> Send(Packet packet, byte[] bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            (_answered, _awaited) = (answered, packet.Qn);
        long sent = time.GetTimestamp();
        await Write(bytes, cancellation);
        Interlocked.Increment(ref counters.Sent);
        if (!packet.AnswerWanted)
        {
            Interlocked.Increment(ref counters.Unanswerable);
            return true;
        }

        try
        {
            await answered.Task.WaitAsync(timeout, time, cancellation);
        }
        catch (TimeoutException)
        {
            return false;
        }

        if (packet.Attempts == 1)
            counters.Record(time.GetElapsedTime(sent));
        Interlocked.Increment(ref counters.Acknowledged);
        WasAnswered = true;
        return true;
    }

    /// <summary>Reads until the gateway closes the connection or it breaks.</summary>
    public async Task Listen(CancellationToken cancellation)
    {
        byte[] buffer = new byte[BufferBytes];
        var scanner = new FrameScanner();
        var message = new Message();
        int filled = 0;
        while (true)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellation);
            if (read == 0)
                return;
            filled += read;
            var unread = new ReadOnlySequence<byte>(buffer, 0, filled);
            while (scanner.Next(ref unread) is { Kind: not ScanKind.NeedMoreData } found)
            {
                if (found.Kind == ScanKind.Frame)
                    await Take(found.Slice, message, cancellation);
            }

            unread.CopyTo(buffer);
            filled = (int)unread.Length;
        }
    }

    public void Dispose() => _writing.Dispose();

    async Task Take(ReadOnlySequence<byte> frame, Message message, CancellationToken cancellation)
    {
        if (FrameDecoder.Decode(frame.FirstSpan, message) != FrameVerdict.Accepted)
            return;
        if (message.Command is Commands.DataAnswer or Commands.NoticeAnswer)
        {
            lock (_gate)
            {
                if (message.QnNumber == _awaited)
                    _answered?.TrySetResult();
            }

            return;
        }

        var output = new ArrayBufferWriter<byte>();
        Requests.Answer(message, output);
        if (output.WrittenCount == 0)
            return;
        Interlocked.Increment(ref counters.Requests);
        await Write(output.WrittenMemory, cancellation);
    }

    async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
        }
        finally
        {
            _writing.Release();
        }
    }
}
