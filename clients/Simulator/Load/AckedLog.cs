using System.Buffers.Text;
using System.Text;

namespace Qianliyan.Simulator.Load;

/// <summary>The file of acknowledged frames; loops append whole blocks of lines.</summary>
sealed class AckedLog(string path) : IDisposable
{
    readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    readonly Lock _gate = new();

    public void Dispose() => _file.Dispose();

    /// <summary>The lines of one loop.</summary>
    public Writer CreateWriter(string mnPrefix) => new(this, mnPrefix);

    void Append(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
            _file.Write(lines);
    }

    public sealed class Writer(AckedLog log, string mnPrefix)
    {
        const int BufferBytes = 64 * 1024;
        const int LongestLine = 128;

        readonly byte[] _prefix = Encoding.ASCII.GetBytes(mnPrefix);
        readonly byte[] _buffer = new byte[BufferBytes];
        int _filled;

        public void Add(int point, long qn, Domain.Time.BeijingTime dataTime)
        {
            if (_filled > BufferBytes - LongestLine)
                Flush();
            Span<byte> rest = _buffer.AsSpan(_filled);
            _prefix.CopyTo(rest);
            int at = _prefix.Length;
            Utf8Formatter.TryFormat(point, rest[at..], out int written, new System.Buffers.StandardFormat('D', 6));
            at += written;
            rest[at++] = (byte)' ';
            var second = new Domain.Time.BeijingTime(Math.DivRem(qn, 1000, out long millisecond));
            Hj212.AsciiTime.Write(second, rest.Slice(at, 14));
            at += 14;
            Utf8Formatter.TryFormat(millisecond, rest[at..], out written, new System.Buffers.StandardFormat('D', 3));
            at += written;
            rest[at++] = (byte)' ';
            Hj212.AsciiTime.Write(dataTime, rest.Slice(at, 14));
            at += 14;
            rest[at++] = (byte)'\n';
            _filled += at;
        }

        public void Flush()
        {
            log.Append(_buffer.AsSpan(0, _filled));
            _filled = 0;
        }
    }
}
