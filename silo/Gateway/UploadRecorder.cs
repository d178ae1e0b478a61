using System.Diagnostics;
using Qianliyan.Abstractions;
using Qianliyan.Storage.Frames;

namespace Qianliyan.Gateway;

/// <summary>
/// Records the uploads of a round with their points and concludes each by the reply: what was not recorded loses its
/// answer, so the device sends it again.
/// </summary>
sealed class UploadRecorder(
    GatewayServices services, string peer, KeptFrames kept, AnswerBuffer answers, Action<string> abort)
{
    /// <summary>After so many a device is held to stay, and its points come to this silo.</summary>
    const int RoundsThatStay = 3;

    /// <summary>
    /// Completes when the uploads of all these points are concluded. Points are recorded at the same time.
    /// </summary>
    public ValueTask Record(IReadOnlyList<PointSender> senders)
    {
        if (senders.Count == 0)
            return ValueTask.CompletedTask;
        if (senders.Count == 1)
            return Record(senders[0]);
        var tasks = new Task[senders.Count];
        for (int i = 0; i < tasks.Length; i++)
            tasks[i] = Record(senders[i]).AsTask();
        return new ValueTask(Task.WhenAll(tasks));
    }

    async ValueTask Record(PointSender sender)
    {
        List<PendingUpload> pending = sender.Pending;
        var uploads = new Upload[pending.Count];
        for (int i = 0; i < uploads.Length; i++)
            uploads[i] = pending[i].Upload;
        using Activity? span = GatewayTracing.Record(sender.Id, uploads, peer);
        long started = services.Time.GetTimestamp();
        try
        {
            bool admitsUnknown = services.Options.UnknownPoints == UnknownPoints.Register;
            RecordReply[] replies = await services.MovingTwins.ExecuteAsync(
                static (call, _) => call.Grain.Record(call.Uploads, call.AdmitsUnknown),
                (sender.Grain, Uploads: uploads, AdmitsUnknown: admitsUnknown),
                CancellationToken.None);
            for (int i = 0; i < replies.Length; i++)
                await Conclude(sender, pending[i], replies[i]);
            services.Instruments.Acknowledged(services.Time.GetElapsedTime(started));
            if (++sender.Rounds == RoundsThatStay)
                await sender.Grain.MoveTo(services.Silo);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            GatewayLog.NotRecorded(services.Logger, e, peer, uploads.Length);
            foreach (PendingUpload upload in pending)
                answers.Withhold(upload.AnswerStart, upload.AnswerLength);
        }

        pending.Clear();
    }

    ValueTask Conclude(PointSender sender, in PendingUpload pending, RecordReply reply)
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
            return ValueTask.CompletedTask;
        if (disposition != FrameDisposition.Repeated)
        {
            answers.Withhold(pending.AnswerStart, pending.AnswerLength);
            sender.LogRefusal(services, peer, disposition);
        }

        if (disposition == FrameDisposition.Quarantined && services.Options.UnknownPoints == UnknownPoints.Reject)
        {
            abort($"{sender.Id} is not registered");
            return ValueTask.CompletedTask;
        }

        FrameOrigin origin = FrameOrigin.Parse(pending.Upload.FrameHeader) with
        {
            Disposition = disposition,
            Reason = PointSender.ReasonOf(disposition),
        };
        return new ValueTask(kept.Append(new LoggedFrame(
            new FrameRecord(pending.Upload.ArrivedAtUnixMs, origin.ToBytes(), pending.Upload.Frame),
            pending.AnswerStart,
            disposition == FrameDisposition.Repeated ? pending.AnswerLength : 0)));
    }
}
