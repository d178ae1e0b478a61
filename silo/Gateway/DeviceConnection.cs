using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;
using Qianliyan.Storage;
using Qianliyan.Storage.Frames;

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
sealed class DeviceConnection(ConnectionContext connection, GatewayServices services)
{
    /// <summary>One logger carries a few outlets; a relay of thousands must not keep a grain reference for each.</summary>
    const int MostSendersKept = 256;

    readonly FrameScanner _scanner = new(services.Options.MaxFrameBytes);
    readonly string _peer = connection.RemoteEndPoint?.ToString() ?? "unknown";
    readonly Dictionary<string, PointSender> _senders = new(1, StringComparer.Ordinal);
    readonly List<PointSender> _active = new(1);
    readonly AnswerBuffer _answers = new();
    readonly List<LoggedFrame> _logged = new(0);
    readonly ArrayBufferWriter<byte> _garbage = new();
    PacketAssembler? _assembler;
    long _garbageBytes;
    long _badBytesInARow;
    int _framesThisRound;

    /// <summary>When the connection must have made progress, in the ticks of the gateway's clock.</summary>
    public long Deadline { get; private set; } = services.DeadlineAfter(services.Options.IdleTimeout);

    public string CloseCause { get; private set; } = "closed by the device";

    public void Abort(string cause)
    {
        CloseCause = cause;
        connection.Abort(new ConnectionAbortedException(cause));
    }

    public async Task Run(CancellationToken stopping)
    {
        PipeReader input = connection.Transport.Input;
        while (!stopping.IsCancellationRequested)
        {
            Deadline = services.DeadlineAfter(services.Options.IdleTimeout);
            ReadResult read = await input.ReadAsync(stopping);
            ReadOnlySequence<byte> buffer = read.Buffer;
            bool more;
            do
            {
                more = Decode(ref buffer);
                Deadline = services.DeadlineAfter(services.Options.AnswerTimeout);
                await Record();
                await WriteAnswers(stopping);
                if (_badBytesInARow > services.Options.MaxGarbageBytes)
                {
                    CloseCause = "too many bytes that are no frames";
                    return;
                }
            }
            while (more);

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
            if (_senders.Count > MostSendersKept)
                _senders.Clear();
        }

        CloseCause = "the gateway stops";
    }

    /// <returns>True when the round is full and there may be more in the buffer.</returns>
    bool Decode(ref ReadOnlySequence<byte> buffer)
    {
        _framesThisRound = 0;
        long now = services.NowUnixMs();
        Message message = services.Messages.Get();
        try
        {
            while (_framesThisRound < services.Options.MaxFramesAtATime
                && _garbageBytes <= services.Options.MaxGarbageBytes)
            {
                ScanResult found = _scanner.Next(ref buffer);
                if (found.Kind == ScanKind.NeedMoreData)
                    return false;
                if (found.Kind == ScanKind.Garbage)
                    TakeGarbage(found);
                else
                    TakeFrame(found, message, now);
            }

            return true;
        }
        finally
        {
            LogGarbage(now);
            services.Messages.Return(message);
        }
    }

    void TakeFrame(ScanResult found, Message message, long now)
    {
        _framesThisRound++;
        LogGarbage(now);
        if (found.Slice.IsSingleSegment)
        {
            FrameDecoder.Decode(found.Slice.FirstSpan, message, found.Sticky);
        }
        else
        {
            int length = checked((int)found.Slice.Length);
            byte[] rented = ArrayPool<byte>.Shared.Rent(length);
            found.Slice.CopyTo(rented);
            FrameDecoder.Decode(rented.AsSpan(0, length), message, found.Sticky);
            ArrayPool<byte>.Shared.Return(rented);
        }

        if (message.Verdict != FrameVerdict.Accepted)
        {
            services.Instruments.Refused(message.Verdict);
            GatewayLog.Refused(services.Logger, _peer, message.Reason);
            _badBytesInARow += found.Length;
            Keep(message, FrameDisposition.Refused, message.Reason, now);
            return;
        }

        _badBytesInARow = 0;
        services.Instruments.Deviated(message.Deviations);
        if (ObservationMapper.KindOf(message.Command) is not { } kind)
        {
            TakeOther(message, now);
            return;
        }

        if (SenderOf(message) is not { } sender)
            Keep(message, FrameDisposition.Refused, "MN or ST is missing or no identifier", now);
        else if (message.PacketCount > 1)
            TakePacket(sender, message, kind, now);
        else
            Enqueue(sender, message, ObservationMapper.Map(message, kind), now, _answers.Length);
    }

    void Enqueue(PointSender sender, Message message, Observation observation, long now, int answerStart)
    {
        Answers.TryWriteDue(_answers.Writer, message);
        if (sender.Pending.Count == 0)
            _active.Add(sender);
        sender.Pending.Add(new PendingUpload(
            new Upload
            {
                Observation = observation,
                ArrivedAtUnixMs = now,
                Frame = message.Frame.ToArray(),
                FrameHeader = sender.OriginOf(message, _peer),
                Password = sender.PasswordOf(message),
            },
            answerStart,
            _answers.Length - answerStart));
    }

    void TakePacket(PointSender sender, Message message, ObservationKind kind, long now)
    {
        _assembler ??= new PacketAssembler(maxSets: 16, maxAge: TimeSpan.FromMinutes(5));
        Message whole = services.Messages.Get();
        PacketOutcome outcome = _assembler.Offer(message, services.Time.GetUtcNow(), whole);
        int answerStart = _answers.Length;
        switch (outcome)
        {
            case PacketOutcome.SelfContained:
                Enqueue(sender, message, ObservationMapper.Map(message, kind), now, answerStart);
                break;
            case PacketOutcome.Complete:
                _answers.Writer.Write(_assembler.WaitingAnswers);
                Enqueue(sender, message, ObservationMapper.Map(whole, kind), now, answerStart);
                break;
            default:
                Keep(message, FrameDisposition.Unsupported, $"continuation packet, {outcome}", now);
                break;
        }

        services.Messages.Return(whole);
    }

    /// <summary>Heartbeats, notices and answers are the dialogue itself; every other frame is kept before it is answered.</summary>
    void TakeOther(Message message, long now)
    {
        int answerStart = _answers.Length;
        Answers.TryWriteDue(_answers.Writer, message);
        if (Commands.IsAnswer(message.Command) || message.Command is Commands.Heartbeat or Commands.ClockNotice)
        {
            services.Instruments.Frame(FrameDisposition.Unsupported);
            return;
        }

        Keep(
            message, FrameDisposition.Unsupported, $"command {message.Command} leads to no observation", now,
            answerStart, _answers.Length - answerStart);
    }

    void TakeGarbage(ScanResult found)
    {
        services.Instruments.Garbage(found.Length);
        _badBytesInARow += found.Length;
        _garbageBytes += found.Length;
        long room = services.Options.MaxFrameBytes - _garbage.WrittenCount;
        foreach (ReadOnlyMemory<byte> segment in found.Slice.Slice(0, Math.Clamp(room, 0, found.Length)))
            _garbage.Write(segment.Span);
    }

    /// <summary>What lies between two frames is one record, cut off at the length of a frame.</summary>
    void LogGarbage(long now)
    {
        if (_garbageBytes == 0)
            return;
        Log(
            _garbage.WrittenSpan.ToArray(), FrameDisposition.Garbage, verdict: 0, Deviations.None, "",
            $"{_garbageBytes} bytes are no frame", now, answerStart: 0, answerLength: 0);
        _garbage.ResetWrittenCount();
        _garbageBytes = 0;
    }

    void Keep(
        Message message, FrameDisposition disposition, string reason, long now, int answerStart = 0, int answerLength = 0) =>
        Log(
            message.Frame.ToArray(), disposition, (byte)message.Verdict, message.Deviations,
            $"{Encoding.ASCII.GetString(message.Mn)}-{Encoding.ASCII.GetString(message.St)}", reason, now,
            answerStart, answerLength);

    void Log(
        byte[] bytes, FrameDisposition disposition, byte verdict, Deviations deviations, string point, string reason,
        long now, int answerStart, int answerLength)
    {
        services.Instruments.Frame(disposition);
        byte[] origin = new FrameOrigin
        {
            Disposition = disposition,
            Verdict = verdict,
            Deviations = (ulong)deviations,
            Peer = _peer,
            Point = point,
            Reason = reason,
        }.ToBytes();
        _logged.Add(new LoggedFrame(new FrameRecord(now, origin, bytes), answerStart, answerLength));
    }

    PointSender? SenderOf(Message message)
    {
        Span<char> key = stackalloc char[PointKey.MaxLength];
        if (!PointKey.TryFormat(message, key, out int length))
            return null;
        ReadOnlySpan<char> id = key[..length];
        if (_senders.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out PointSender? sender))
            return sender;
        string text = id.ToString();
        if (!PointId.TryParse(text, out _))
            return null;
        sender = new PointSender(text, services.Grains.GetGrain<IPointGrain>(text));
        _senders.Add(text, sender);
        return sender;
    }

    async ValueTask Record()
    {
        if (_active.Count == 1)
        {
            await RecordPoint(_active[0]);
        }
        else if (_active.Count > 1)
        {
            var tasks = new Task[_active.Count];
            for (int i = 0; i < tasks.Length; i++)
                tasks[i] = RecordPoint(_active[i]).AsTask();
            await Task.WhenAll(tasks);
        }

        _active.Clear();
        if (_logged.Count > 0)
            await Task.WhenAll(_logged.ConvertAll(frame => AppendToLog(frame.Record, frame.AnswerStart, frame.AnswerLength)));
        _logged.Clear();
    }

    /// <summary>Keeps a frame that is no observation; what cannot be kept is not answered.</summary>
    async Task AppendToLog(FrameRecord record, int answerStart, int answerLength)
    {
        try
        {
            await services.Frames.AppendAsync(record, CancellationToken.None);
        }
        catch (StorageException e)
        {
            GatewayLog.NotRecorded(services.Logger, e, _peer, 1);
            if (answerLength > 0)
                _answers.Withhold(answerStart, answerLength);
        }
    }

    async ValueTask WriteAnswers(CancellationToken stopping)
    {
        if (_answers.Length > 0)
        {
            _answers.CopyTo(connection.Transport.Output);
            await connection.Transport.Output.FlushAsync(stopping);
        }

        _answers.Clear();
    }

    async ValueTask RecordPoint(PointSender sender)
    {
        List<PendingUpload> pending = sender.Pending;
        var uploads = new Upload[pending.Count];
        for (int i = 0; i < uploads.Length; i++)
            uploads[i] = pending[i].Upload;
        long started = services.Time.GetTimestamp();
        try
        {
            bool admitsUnknown = services.Options.UnknownPoints == UnknownPoints.Register;
            RecordReply[] replies = await sender.Grain.Record(uploads, admitsUnknown);
            for (int i = 0; i < replies.Length; i++)
                await Conclude(sender, pending[i], replies[i]);
            services.Instruments.Acknowledged(services.Time.GetElapsedTime(started));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            GatewayLog.NotRecorded(services.Logger, e, _peer, uploads.Length);
            foreach (PendingUpload upload in pending)
                _answers.Withhold(upload.AnswerStart, upload.AnswerLength);
        }

        pending.Clear();
    }

    async ValueTask Conclude(PointSender sender, PendingUpload pending, RecordReply reply)
    {
        FrameDisposition disposition = reply.Outcome switch
        {
            RecordOutcome.Recorded => FrameDisposition.Recorded,
            RecordOutcome.Repeated => FrameDisposition.Repeated,
            RecordOutcome.WrongPassword => FrameDisposition.WrongPassword,
            _ => FrameDisposition.Quarantined,
        };
        services.Instruments.Frame(disposition);
        if (disposition == FrameDisposition.Recorded)
            return;
        if (disposition != FrameDisposition.Repeated)
            Refuse(sender, pending, disposition);
        if (disposition == FrameDisposition.Quarantined && services.Options.UnknownPoints == UnknownPoints.Reject)
        {
            Abort($"{sender.Id} is not registered");
            return;
        }

        FrameOrigin origin = FrameOrigin.Parse(pending.Upload.FrameHeader) with
        {
            Disposition = disposition,
            Reason = disposition switch
            {
                FrameDisposition.Repeated => "the point held it already",
                FrameDisposition.WrongPassword => "wrong password",
                _ => "the point is not registered",
            },
        };
        await AppendToLog(
            new FrameRecord(pending.Upload.ArrivedAtUnixMs, origin.ToBytes(), pending.Upload.Frame),
            pending.AnswerStart,
            disposition == FrameDisposition.Repeated ? pending.AnswerLength : 0);
    }

    void Refuse(PointSender sender, PendingUpload pending, FrameDisposition disposition)
    {
        _answers.Withhold(pending.AnswerStart, pending.AnswerLength);
        if (sender.IsRefusalLogged)
            return;
        sender.IsRefusalLogged = true;
        if (disposition == FrameDisposition.WrongPassword)
            GatewayLog.WrongPassword(services.Logger, _peer, sender.Id);
        else
            GatewayLog.NotRegistered(services.Logger, _peer, sender.Id, services.Options.UnknownPoints.ToString());
    }
}
