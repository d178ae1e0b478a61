using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Replay;

/// <summary>One connection of a replay: writes frames, reads answers, keeps at most a window unanswered.</summary>
sealed class ReplayLink(int window, TimeSpan answerTimeout, ReplayProgress progress) : IDisposable
{
    readonly TcpClient _client = new() { NoDelay = true };
    readonly SendWindow _window = new(window, answerTimeout);

    /// <summary>Sends all frames and waits for their answers.</summary>
    /// <exception cref="IOException">The gateway closed the connection.</exception>
    /// <exception cref="SocketException">The gateway cannot be reached.</exception>
    public async Task Run(GatewayAddress gateway, ChannelReader<byte[]> frames, CancellationToken cancellationToken)
    {
        await _client.ConnectAsync(gateway.Host, gateway.Port, cancellationToken);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task answers = ReadAnswers(done);
        try
        {
            await Send(frames, done.Token);
            await done.CancelAsync();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The reader failed and stopped the sending; its own exception says why.
        }
        catch (IOException)
        {
            await done.CancelAsync();
            throw;
        }

        await answers;
    }

    public void Dispose()
    {
        _client.Dispose();
        _window.Dispose();
    }

    async Task Send(ChannelReader<byte[]> frames, CancellationToken cancellationToken)
    {
        var message = new Message();
        NetworkStream stream = _client.GetStream();
        await foreach (byte[] frame in frames.ReadAllAsync(cancellationToken))
        {
            FrameDecoder.Decode(frame, message);
            bool answerWanted = message.AnswerWanted;
            if (answerWanted)
                await _window.Enter(cancellationToken);
            progress.CountSent(answerWanted);
            await stream.WriteAsync(frame, cancellationToken);
        }

        await _window.Drain(cancellationToken);
    }

    /// <summary>Reads until cancelled; when the stream ends or fails before that, cancels the sending.</summary>
    async Task ReadAnswers(CancellationTokenSource done)
    {
        var scanner = new FrameScanner();
        var message = new Message();
        PipeReader reader = PipeReader.Create(_client.GetStream());
        try
        {
            while (true)
            {
                ReadResult read = await reader.ReadAsync(done.Token);
                ReadOnlySequence<byte> buffer = read.Buffer;
                while (scanner.Next(ref buffer) is { Kind: not ScanKind.NeedMoreData } found)
                    Count(found, message);
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                    throw new EndOfStreamException("The gateway closed the connection.");
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            await reader.CompleteAsync();
        }
        catch (IOException)
        {
            await done.CancelAsync();
            throw;
        }
    }

    /// <summary>A 9014 answers an upload; the gateway's own requests are left alone.</summary>
    void Count(ScanResult found, Message message)
    {
        if (found.Kind != ScanKind.Frame)
            return;
        FrameDecoder.Decode(found.Slice.ToArray(), message);
        if (message.Command != Commands.DataAnswer)
            return;
        progress.CountAcknowledged();
        _window.Leave();
    }
}
