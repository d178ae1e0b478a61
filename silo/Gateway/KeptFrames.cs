using System.Buffers;
using Qianliyan.Abstractions;
using Qianliyan.Hj212;
using Qianliyan.Storage;
using Qianliyan.Storage.Frames;

namespace Qianliyan.Gateway;

/// <summary>
/// What a connection received and no point takes: refused frames, frames without an observation, and the bytes between
/// frames. Each is written to the frame log with the reason.
/// </summary>
sealed class KeptFrames(GatewayServices services, string peer, AnswerBuffer answers, Action<string> abort)
{
    readonly List<LoggedFrame> _waiting = new(0);
    readonly ArrayBufferWriter<byte> _garbage = new();

    /// <summary>Bytes since the last frame that belong to none.</summary>
    public long GarbageBytes { get; private set; }

    public void TakeGarbage(ScanResult found)
    {
        services.Instruments.Garbage(found.Length);
        GarbageBytes += found.Length;
        long room = services.Options.MaxFrameBytes - _garbage.WrittenCount;
        foreach (ReadOnlyMemory<byte> segment in found.Slice.Slice(0, Math.Clamp(room, 0, found.Length)))
            _garbage.Write(segment.Span);
    }

    /// <summary>What lies between two frames is one record, cut off at the length of a frame.</summary>
    public void EndGarbage(long now)
    {
        if (GarbageBytes == 0)
            return;
        Take(
            _garbage.WrittenSpan.ToArray(), FrameDisposition.Garbage, verdict: 0, Deviations.None, "",
            $"{GarbageBytes} bytes are no frame", now, answerStart: 0, answerLength: 0);
        _garbage.ResetWrittenCount();
        GarbageBytes = 0;
    }

    public void Take(Message message, FrameDisposition disposition, string reason, long now) =>
        Take(message, disposition, reason, now, answerStart: 0, answerLength: 0);

    public void Take(
        Message message, FrameDisposition disposition, string reason, long now, int answerStart, int answerLength) =>
        Take(
            message.Frame.ToArray(), disposition, (byte)message.Verdict, message.Deviations,
            $"{Claimed(message.Mn)}-{Claimed(message.St)}", reason, now, answerStart, answerLength);

    /// <summary>An upload that leads to no observation: its point must admit the device all the same.</summary>
    public void TakeUpload(
        PointSender sender, Message message, string reason, long now, int answerStart, int answerLength) =>
        _waiting.Add(new LoggedFrame(
            new FrameRecord(
                now,
                OriginOf(
                    FrameDisposition.Unsupported, (byte)message.Verdict, message.Deviations, sender.Id, reason),
                message.Frame.ToArray()),
            answerStart,
            answerLength,
            sender,
            sender.PasswordOf(message)));

    /// <summary>Writes the frames of this round to the log.</summary>
    public async ValueTask Append()
    {
        if (_waiting.Count > 0)
            await Task.WhenAll(_waiting.ConvertAll(Append));
        _waiting.Clear();
    }

    /// <summary>Writes one frame to the log; what cannot be kept is not answered.</summary>
    public async Task Append(LoggedFrame frame)
    {
        if (frame.Sender is { } sender)
        {
            if (await Admit(frame, sender) is not { } judged)
                return;
            frame = judged;
        }

        try
        {
            await services.Frames.AppendAsync(frame.Record, CancellationToken.None);
        }
        catch (StorageException e)
        {
            GatewayLog.NotRecorded(services.Logger, e, peer, 1);
            if (frame.AnswerLength > 0)
                answers.Withhold(frame.AnswerStart, frame.AnswerLength);
        }
    }

    /// <summary>Where a device forgets a separator, a password may stand in what it claims to be.</summary>
    static string Claimed(ReadOnlySpan<byte> value) => TextDecoding.Printable(Redaction.MaskSecrets(value));

    void Take(
        byte[] bytes, FrameDisposition disposition, byte verdict, Deviations deviations, string point, string reason,
        long now, int answerStart, int answerLength)
    {
        services.Instruments.Frame(disposition);
        byte[] origin = OriginOf(disposition, verdict, deviations, point, reason);
        _waiting.Add(new LoggedFrame(new FrameRecord(now, origin, bytes), answerStart, answerLength));
    }

    byte[] OriginOf(
        FrameDisposition disposition, byte verdict, Deviations deviations, string point, string reason) =>
        new FrameOrigin
        {
            Disposition = disposition,
            Verdict = verdict,
            Deviations = (ulong)deviations,
            Peer = peer,
            Point = point,
            Reason = reason,
        }.ToBytes();

    /// <returns>The frame as its point judges it; null when it is not to be kept.</returns>
    async Task<LoggedFrame?> Admit(LoggedFrame frame, PointSender sender)
    {
        UnknownPoints unknown = services.Options.UnknownPoints;
        RecordOutcome? refusal;
        try
        {
            refusal = await sender.Grain.Refusal(frame.Password, unknown == UnknownPoints.Register);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            GatewayLog.NotRecorded(services.Logger, e, peer, 1);
            answers.Withhold(frame.AnswerStart, frame.AnswerLength);
            return null;
        }

        if (refusal is null)
        {
            services.Instruments.Frame(FrameDisposition.Unsupported);
            return frame;
        }

        FrameDisposition disposition = refusal == RecordOutcome.WrongPassword
            ? FrameDisposition.WrongPassword
            : FrameDisposition.Quarantined;
        services.Instruments.Frame(disposition);
        answers.Withhold(frame.AnswerStart, frame.AnswerLength);
        sender.LogRefusal(services, peer, disposition);
        if (disposition == FrameDisposition.Quarantined && unknown == UnknownPoints.Reject)
        {
            abort($"{sender.Id} is not registered");
            return null;
        }

        FrameOrigin origin = FrameOrigin.Parse(frame.Record.Header.Span) with
        {
            Disposition = disposition,
            Reason = PointSender.ReasonOf(disposition),
        };
        return new LoggedFrame(frame.Record with { Header = origin.ToBytes() }, 0, 0);
    }
}
