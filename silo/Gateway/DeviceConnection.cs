using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Qianliyan.Gateway;

/// <summary>
/// One device's connection. It works in rounds: decode what has arrived, record it grouped by point, and when it is
/// durable write the answers; only then read on.
/// </summary>
/// <remarks>
/// A round is the back-pressure: while it is under way nothing is read, the pipe fills, TCP stops the sender. No queue
/// grows, and a connection delays nobody but itself. Answers keep the order of the frames. A frame that could not be
/// recorded gets no answer, so the device sends it again.
/// </remarks>
sealed class DeviceConnection
{
    readonly ConnectionContext _connection;
    readonly GatewayServices _services;
    readonly PointSenders _senders;
    readonly AnswerBuffer _answers = new();
    readonly KeptFrames _kept;
    readonly RoundDecoder _decoder;
    readonly UploadRecorder _recorder;

    public DeviceConnection(ConnectionContext connection, GatewayServices services)
    {
        _connection = connection;
        _services = services;
        string peer = connection.RemoteEndPoint?.ToString() ?? "unknown";
        _senders = new PointSenders(services.Grains);
        _kept = new KeptFrames(services, peer, _answers, Abort);
        _decoder = new RoundDecoder(services, peer, _senders, _kept, _answers);
        _recorder = new UploadRecorder(services, peer, _kept, _answers, Abort);
        Deadline = services.DeadlineAfter(services.Options.IdleTimeout);
    }

    /// <summary>When the connection must have made progress, in the ticks of the gateway's clock.</summary>
    public long Deadline { get; private set; }

    public string CloseCause { get; private set; } = "closed by the device";

    public void Abort(string cause)
    {
        CloseCause = cause;
        _connection.Abort(new ConnectionAbortedException(cause));
    }

    public async Task Run(CancellationToken stopping)
    {
        PipeReader input = _connection.Transport.Input;
        while (!stopping.IsCancellationRequested)
        {
            Deadline = _services.DeadlineAfter(_services.Options.IdleTimeout);
            ReadResult read = await input.ReadAsync(stopping);
            ReadOnlySequence<byte> buffer = read.Buffer;
            bool more;
            do
            {
                more = _decoder.Decode(ref buffer);
                Deadline = _services.DeadlineAfter(_services.Options.AnswerTimeout);
                await _recorder.Record(_senders.Active);
                _senders.EndRound();
                await _kept.Append();
                await WriteAnswers();
                if (_decoder.BadBytesInARow > _services.Options.MaxGarbageBytes)
                {
                    CloseCause = "too many bytes that are no frames";
                    return;
                }
            }
            while (more);

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
            _senders.ForgetMany();
        }

        CloseCause = "the silo drains";
    }

    /// <summary>To the end, also when the silo drains: what is recorded is answered.</summary>
    async ValueTask WriteAnswers()
    {
        if (_answers.Length > 0)
        {
            _answers.CopyTo(_connection.Transport.Output);
            await _connection.Transport.Output.FlushAsync(CancellationToken.None);
        }

        _answers.Clear();
    }
}
