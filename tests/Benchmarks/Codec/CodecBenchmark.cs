using System.Buffers;
using System.Diagnostics;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Hj212;

namespace Qianliyan.Benchmarks.Codec;

/// <summary>
/// The codec alone, on one thread. Its ceiling is the checksum over the same bytes: no frame is read for less.
/// </summary>
sealed class CodecBenchmark : IBenchmark
{
    const int Frames = 1_000;
    const int Turns = 5;
    const double LeastFrames = 400_000;

    readonly Message _message = new();
    readonly FrameScanner _scanner = new();
    readonly ArrayBufferWriter<byte> _output = new(65_536);
    readonly byte[][] _frames = SampleFrames.Create(Frames);
    ushort _checksums;

    public string Title => "HJ 212 frames, decoded and written by one thread";

    public Task Run(Bench bench, CancellationToken cancellationToken)
    {
        TimeSpan turn = bench.Duration / 60;
        double load = MachineReading.Load();
        (string What, Action<byte[]> Do)[] work =
        [
            ("checksum alone (ceiling)", Checksum),
            ("decode", Decode),
            ("scan and decode", ScanAndDecode),
            ("write the frame", Write),
            ("write its 9014", Answer),
        ];
        var best = new (double Rate, double Allocated)[work.Length];
        for (int round = 0; round <= Turns; round++)
        {
            for (int i = 0; i < work.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (double rate, double allocated) = Measure(work[i].Do, turn);
                // The first round warms up.
                if (round > 0 && rate > best[i].Rate)
                    best[i] = (rate, allocated);
            }
        }

        for (int i = 0; i < work.Length; i++)
        {
            bench.Report.Add(new Row
            {
                What = work[i].What,
                Rate = best[i].Rate,
                Unit = "frames/s",
                Ceiling = i is 1 or 2 ? best[0].Rate : null,
                AllocatedBytes = best[i].Allocated,
                LoadBefore = load,
            });
        }

        bench.Report.Add(Check.AtLeast("decode", LeastFrames, best[1].Rate, "frames/s per core"));
        bench.Report.Note(FormattableString.Invariant(
            $"{Frames} different frames of {_frames.Min(frame => frame.Length)} to {_frames.Max(frame => frame.Length)} bytes, ten factors with flags; best of {Turns} turns of {turn.TotalSeconds:0.#} s; decode = {1e9 / best[1].Rate:F0} ns."));
        return Task.CompletedTask;
    }

    (double Rate, double Allocated) Measure(Action<byte[]> work, TimeSpan turn)
    {
        long frames = 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < turn)
        {
            foreach (byte[] frame in _frames)
                work(frame);
            frames += Frames;
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return (frames / seconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)frames);
    }

    void Checksum(byte[] frame) => _checksums ^= Crc212.Compute(frame.AsSpan(6, frame.Length - 12));

    void Decode(byte[] frame)
    {
        if (FrameDecoder.Decode(frame, _message) != FrameVerdict.Accepted)
            throw new InvalidOperationException(_message.Reason);
    }

    void ScanAndDecode(byte[] frame)
    {
        var buffer = new ReadOnlySequence<byte>(frame);
        ScanResult found = _scanner.Next(ref buffer);
        Decode(found.Slice.First.Span);
    }

    void Decode(ReadOnlySpan<byte> frame)
    {
        if (FrameDecoder.Decode(frame, _message) != FrameVerdict.Accepted)
            throw new InvalidOperationException(_message.Reason);
    }

    void Write(byte[] frame)
    {
        _output.ResetWrittenCount();
        FrameEncoder.Write(_output, _message);
    }

    void Answer(byte[] frame)
    {
        _output.ResetWrittenCount();
        Answers.Data(_output, _message);
    }
}
