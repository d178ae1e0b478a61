using System.Buffers;

namespace Qianliyan.Gateway;

/// <summary>
/// The answers of one round, in the order of the frames. They are written when their frames are durable; those of
/// frames that were not recorded are taken out.
/// </summary>
sealed class AnswerBuffer
{
    readonly ArrayBufferWriter<byte> _bytes = new(128);
    readonly List<Range> _withheld = new(0);
    readonly Lock _gate = new();

    public IBufferWriter<byte> Writer => _bytes;

    public int Length => _bytes.WrittenCount;

    /// <summary>
    /// Takes an answer out; taking it out twice is once. Points are recorded at the same time, hence the lock.
    /// </summary>
    public void Withhold(int start, int length)
    {
        lock (_gate)
            _withheld.Add(start..(start + length));
    }

    public void CopyTo(IBufferWriter<byte> output)
    {
        ReadOnlySpan<byte> bytes = _bytes.WrittenSpan;
        _withheld.Sort(static (left, right) => left.Start.Value.CompareTo(right.Start.Value));
        int from = 0;
        foreach (Range range in _withheld)
        {
            if (range.Start.Value < from)
                continue;
            output.Write(bytes[from..range.Start.Value]);
            from = range.End.Value;
        }

        output.Write(bytes[from..]);
    }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _withheld.Clear();
    }
}
