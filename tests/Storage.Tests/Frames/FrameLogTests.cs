using Qianliyan.Storage.Frames;

namespace Qianliyan.Storage.Tests.Frames;

public sealed class FrameLogTests : IDisposable
{
    readonly TemporaryStore _temporary = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Frames_read_newest_first_within_the_range()
    {
        foreach (var arrival in new long[] { 1_000, 3_000, 2_000, 2_000, 4_000 })
        {
            await _temporary.Frames.AppendAsync(new(arrival, "why"u8.ToArray(), "##raw"u8.ToArray()), Token);
        }

        var frames = await ReadAsync(2_000, 4_000, int.MaxValue);

        frames.Select(frame => frame.ArrivalMs).ShouldBe([3_000, 2_000, 2_000]);
        frames[0].Header.ToArray().ShouldBe("why"u8.ToArray());
        frames[0].Body.ToArray().ShouldBe("##raw"u8.ToArray());
        (await ReadAsync(0, long.MaxValue, 2)).Select(frame => frame.ArrivalMs).ShouldBe([4_000, 3_000]);
        (await _temporary.Frames.CountAsync(2_000, 4_000, Token)).ShouldBe(3);
    }

    [Fact]
    public async Task Frames_of_one_millisecond_written_before_and_after_a_restart_are_all_kept()
    {
        var ids = new List<string>();
        for (var run = 0; run < 3; run++)
        {
            var frames = Enumerable.Range(0, 400).Select(
                _ => _temporary.Frames.AppendAsync(new(5_000, default, default), Token).AsTask());
            ids.AddRange(await Task.WhenAll(frames));
            _temporary.Reopen();
        }

        ids.Distinct().Count().ShouldBe(1_200);
        (await _temporary.Frames.CountAsync(0, long.MaxValue, Token)).ShouldBe(1_200);
    }

    async Task<List<StoredFrame>> ReadAsync(long fromMs, long toMs, int limit)
    {
        var frames = new List<StoredFrame>();
        await foreach (var frame in _temporary.Frames.ReadAsync(fromMs, toMs, limit, Token))
        {
            frames.Add(frame);
        }

        return frames;
    }
}
