using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using Qianliyan.Abstractions;
using Observation = Qianliyan.Domain.Observations.Observation;
using Status = Google.Rpc.Status;

namespace Qianliyan.Api.Ingestion;

/// <summary>
/// A batch made ready: its good observations by point, each point's in the order of the batch, and what is wrong with
/// the others. Built by one thread with scratch memory of the stream.
/// </summary>
sealed class IngestBatch
{
    const int Bad = -1;

    readonly long[] _clientSequences;
    readonly int[] _groups;

    IngestBatch(int count)
    {
        _clientSequences = new long[count];
        _groups = new int[count];
    }

    public int Count => _groups.Length;

    public long LastClientSequence => _clientSequences[^1];

    /// <summary>Grain keys of the points, one per group.</summary>
    public string[] Keys { get; private set; } = [];

    /// <summary>Uploads of each group.</summary>
    public Upload[][] Uploads { get; private set; } = [];

    public List<V1.IngestError>? Errors { get; private set; }

    /// <param name="scratch">Empty; left empty.</param>
    public static IngestBatch Of(
        RepeatedField<V1.PointObservation> observations, long arrivedAtUnixMs, Dictionary<string, int> scratch)
    {
        var batch = new IngestBatch(observations.Count);
        var uploads = new Upload?[observations.Count];
        Span<int> sizes = observations.Count <= 512 ? stackalloc int[observations.Count] : new int[observations.Count];
        for (int i = 0; i < uploads.Length; i++)
        {
            V1.PointObservation item = observations[i];
            batch._clientSequences[i] = item.ClientSequence;
            batch._groups[i] = Bad;
            if (FaultOf(item, out Observation observation) is { } fault)
            {
                batch.AddError(i, fault.Within($"observations[{i}]").ToStatus());
                continue;
            }

            ref int group = ref CollectionsMarshal.GetValueRefOrAddDefault(scratch, item.Point, out bool isKnown);
            if (!isKnown)
                group = scratch.Count - 1;
            batch._groups[i] = group;
            sizes[group]++;
            uploads[i] = new Upload { Observation = observation, ArrivedAtUnixMs = arrivedAtUnixMs };
        }

        batch.Fill(uploads, sizes, scratch);
        scratch.Clear();
        return batch;
    }

    public void AddError(int index, Status status) => (Errors ??= []).Add(new V1.IngestError
    {
        ClientSequence = _clientSequences[index],
        Index = index,
        Status = status,
    });

    /// <summary>Indexes in the batch of a group's uploads, in order.</summary>
    public IEnumerable<int> IndexesOf(int group)
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            if (_groups[i] == group)
                yield return i;
        }
    }

    void Fill(Upload?[] uploads, Span<int> sizes, Dictionary<string, int> groups)
    {
        Keys = new string[groups.Count];
        Uploads = new Upload[groups.Count][];
        foreach ((string point, int group) in groups)
        {
            Keys[group] = PointKeys.KeyOf(point);
            Uploads[group] = new Upload[sizes[group]];
        }

        for (int i = uploads.Length - 1; i >= 0; i--)
        {
            if (uploads[i] is { } upload)
                Uploads[_groups[i]][--sizes[_groups[i]]] = upload;
        }
    }

    static FieldFault? FaultOf(V1.PointObservation item, out Observation observation)
    {
        observation = null!;
        if (!PointKeys.IsName(item.Point))
            return new FieldFault("point", item.Point, "is not of the form points/{MN}-{ST}");
        return ObservationReader.Read(item.Observation, out observation) is { } fault
            ? item.Observation is null ? fault : fault.Within("observation")
            : null;
    }
}
