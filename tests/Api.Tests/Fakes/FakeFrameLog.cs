using System.Runtime.CompilerServices;
using Qianliyan.Abstractions;
using Qianliyan.Storage.Frames;

namespace Qianliyan.Api.Tests.Fakes;

/// <summary>Frames in memory, in order of arrival.</summary>
sealed class FakeFrameLog : IFrameLog
{
    readonly List<StoredFrame> _frames = [];

    public void Add(long arrivalMs, FrameDisposition disposition)
    {
        var origin = new FrameOrigin
        {
            Disposition = disposition, Verdict = 0, Deviations = 0, Peer = "", Point = "", Reason = "",
        };
        _frames.Add(new StoredFrame($"{_frames.Count}", arrivalMs, origin.ToBytes(), default));
    }

    public ValueTask<string> AppendAsync(FrameRecord frame, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async IAsyncEnumerable<StoredFrame> ReadAsync(
        long fromMs, long toMs, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        int left = limit;
        for (int i = _frames.Count - 1; i >= 0 && left > 0; i--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_frames[i].ArrivalMs < fromMs || _frames[i].ArrivalMs >= toMs)
                continue;
            left--;
            yield return _frames[i];
        }
    }

    public IAsyncEnumerable<StoredFrame> ReadForwardAsync(
        long fromMs, long toMs, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> PurgeAsync(long fromMs, long toMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<long> CountAsync(long fromMs, long toMs, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
