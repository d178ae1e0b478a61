using Qianliyan.Abstractions;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Grains.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains;

public sealed class PointGrain(TwinServices services)
    : TwinGrain<PointState>(TwinKind.Point, new PointFold(), services), IPointGrain
{
    public async ValueTask<RecordReply[]> Record(Upload[] uploads, bool admitsUnknown)
    {
        var replies = new RecordReply[uploads.Length];
        var accepted = new List<PendingEntry>(uploads.Length);
        var places = new List<int>(uploads.Length);
        for (int i = 0; i < uploads.Length; i++)
        {
            RecordOutcome? refusal = PointAdmission.Refusal(State.Registration, uploads[i], admitsUnknown);
            int same = refusal is null ? IndexOfSame(uploads, i) : -1;
            if (refusal is { } outcome)
            {
                replies[i] = new RecordReply(outcome, 0);
            }
            else if (same < 0)
            {
                accepted.Add(PendingOf(uploads[i]));
                places.Add(i);
            }
        }

        long[] sequences = await Append([.. accepted]);
        for (int i = 0; i < sequences.Length; i++)
        {
            replies[places[i]] = sequences[i] > 0
                ? new RecordReply(RecordOutcome.Recorded, sequences[i])
                : new RecordReply(RecordOutcome.Repeated, State.Sequence);
        }

        for (int i = 0; i < replies.Length; i++)
        {
            if (replies[i].Outcome == default)
                replies[i] = new RecordReply(RecordOutcome.Repeated, replies[IndexOfSame(uploads, i)].Sequence);
        }

        return replies;
    }

    /// <summary>An earlier upload of the same call with the same content: the state cannot know it yet.</summary>
    static int IndexOfSame(Upload[] uploads, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (uploads[i].Observation.SaysTheSameAs(uploads[index].Observation))
                return i;
        }

        return -1;
    }

    static PendingEntry PendingOf(Upload upload) => new(
        new Observed(upload.Observation),
        upload.ArrivedAtUnixMs,
        upload.Frame is null ? null : new JournalAttachment(upload.FrameHeader, upload.Frame));
}
