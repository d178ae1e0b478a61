using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>
/// Fills batches for one stream: every so-manyth point in turn, round after round. A batch is one object rewritten in
/// place, so that the generator costs little.
/// </summary>
sealed class PointFeed
{
    const int ConvertedFactors = 5;

    /// <summary>Every so-manyth point reports hours over its limit.</summary>
    const int HotEvery = 100;

    /// <summary>100.0 to 179.9: under every limit.</summary>
    static readonly string[] Values =
        [.. Enumerable.Range(1_000, 800).Select(tenths => (tenths / 10m).ToString("F1", CultureInfo.InvariantCulture))];

    readonly UploadPlan _plan;
    readonly string[] _names;
    readonly bool[] _isHot;
    readonly IngestRequest _batch = new();
    readonly Random _random;
    long _sequence;
    long _round;
    int _point;
    int _upload;

    public PointFeed(PointSet points, UploadPlan plan, int stream, int streams, int batchSize)
    {
        _plan = plan;
        _random = new Random(stream);
        int[] own = [.. Enumerable.Range(0, points.Count).Where(index => index % streams == stream)];
        _names = [.. own.Select(points.NameOf)];
        _isHot = [.. own.Select(index => index % HotEvery == 0)];
        for (int i = 0; i < batchSize; i++)
            _batch.Observations.Add(Blank());
    }

    /// <summary>The next batch, or null at the end; valid until the next call.</summary>
    public IngestRequest? Next()
    {
        if (_round >= _plan.Rounds)
            return null;
        for (int i = 0; i < _batch.Observations.Count; i++)
        {
            if (_round >= _plan.Rounds)
            {
                while (_batch.Observations.Count > i)
                    _batch.Observations.RemoveAt(i);
                break;
            }

            Fill(_batch.Observations[i]);
            Advance();
        }

        return _batch;
    }

    void Advance()
    {
        if (++_upload < _plan.Uploads.Length)
            return;
        _upload = 0;
        if (++_point < _names.Length)
            return;
        _point = 0;
        _round++;
    }

    void Fill(PointObservation line)
    {
        PlannedUpload upload = _plan.Uploads[_upload];
        line.Point = _names[_point];
        line.ClientSequence = ++_sequence;
        Observation observation = line.Observation;
        observation.Kind = upload.Kind;
        observation.IntervalMinutes = upload.IntervalMinutes;
        observation.DataTime.Seconds = _plan.Start.UnixSeconds + _round * _plan.StepSeconds + upload.OffsetSeconds;
        foreach (Reading reading in observation.Readings)
        {
            int random = _random.Next();
            reading.Value = Values[random % Values.Length];
            if (reading.ConvertedValue.Length > 0)
                reading.ConvertedValue = Values[(random >> 10) % Values.Length];
        }

        if (_isHot[_point] && upload.Kind == ObservationKind.Hour)
            observation.Readings[0].Value = observation.Readings[0].ConvertedValue = "195.0";
    }

    static PointObservation Blank()
    {
        var observation = new Observation { DataTime = new Timestamp() };
        for (int i = 0; i < PointSet.Factors.Length; i++)
        {
            observation.Readings.Add(new Reading
            {
                Factor = PointSet.Factors[i],
                ConvertedValue = i < ConvertedFactors ? Values[0] : "",
                Flag = DataFlag.Normal,
            });
        }

        return new PointObservation { Observation = observation };
    }
}
