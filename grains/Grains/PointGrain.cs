using Orleans.Runtime.Placement;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Grains.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains;

public sealed class PointGrain(TwinServices services)
    : TwinGrain<PointState>(TwinKind.Point, Fold, services), IPointGrain
{
    static readonly PointFold Fold = new();

    public async ValueTask<RecordReply[]> Record(Upload[] uploads, bool admitsUnknown)
    {
        var replies = new RecordReply[uploads.Length];
        var accepted = new PendingEntry[uploads.Length];
        var places = new int[uploads.Length];
        int count = 0;
        List<(int Place, int Of)>? repeats = null;
        for (int i = 0; i < uploads.Length; i++)
        {
            RecordOutcome? refusal = PointAdmission.Refusal(
                State.Registration, uploads[i].Password, admitsUnknown);
            int same = refusal is null ? IndexOfSame(uploads, i, places.AsSpan(0, count)) : -1;
            if (refusal is { } outcome)
            {
                replies[i] = new RecordReply(outcome, 0);
            }
            else if (same < 0)
            {
                accepted[count] = PendingOf(uploads[i]);
                places[count++] = i;
            }
            else
            {
                (repeats ??= []).Add((i, same));
            }
        }

        long[] sequences = await Append(accepted.AsMemory(0, count));
        for (int i = 0; i < sequences.Length; i++)
        {
            replies[places[i]] = sequences[i] > 0
                ? new RecordReply(RecordOutcome.Recorded, sequences[i])
                : new RecordReply(RecordOutcome.Repeated, State.Sequence);
        }

        foreach ((int place, int of) in repeats ?? [])
            replies[place] = new RecordReply(RecordOutcome.Repeated, replies[of].Sequence);

        return replies;
    }

    public Task MoveTo(SiloAddress silo)
    {
        if (!silo.Equals(GrainContext.Address.SiloAddress))
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            MigrateOnIdle();
        }

        return Task.CompletedTask;
    }

    public ValueTask<RecordOutcome?> Refusal(DevicePassword password, bool admitsUnknown) =>
        ValueTask.FromResult(PointAdmission.Refusal(State.Registration, password, admitsUnknown));

    public ValueTask<MarkVersion?> Mark(Mark mark) =>
        mark.Kind == MarkKind.Monitoring
            ? TakeMark(mark)
            : throw new ArgumentException($"{mark.Code} is a condition of a furnace, not of a point.", nameof(mark));

    public ValueTask<MarkVersion[]> GetMarks() => new([.. State.Marks?.Set.Newest ?? []]);

    /// <summary>
    /// An earlier accepted upload of the same call with the same content: the state cannot know it yet. A mean that was
    /// corrected in between counts again, for the last arrival counts.
    /// </summary>
    static int IndexOfSame(Upload[] uploads, int index, ReadOnlySpan<int> accepted)
    {
        Observation upload = uploads[index].Observation;
        for (int i = accepted.Length - 1; i >= 0; i--)
        {
            Observation earlier = uploads[accepted[i]].Observation;
            if (earlier.SaysTheSameAs(upload))
                return accepted[i];
            if (upload.Kind != ObservationKind.RealTime
                && earlier.Kind == upload.Kind
                && earlier.DataTime == upload.DataTime)
                return -1;
        }

        return -1;
    }

    static PendingEntry PendingOf(Upload upload) => new(
        new Observed(upload.Observation),
        upload.ArrivedAtUnixMs,
        upload.Frame is null ? null : new JournalAttachment(upload.FrameHeader, upload.Frame));
}
