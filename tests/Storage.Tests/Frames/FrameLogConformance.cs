using Qianliyan.Storage.Frames;

namespace Qianliyan.Storage.Tests.Frames;

/// <summary>What the frame log must do over every backend. A backend's test class inherits this.</summary>
public abstract class FrameLogConformance
{
    protected abstract IFrameLog Frames { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_read_newest_first_within_the_range()
    {
        foreach (var arrival in new long[] { 1_000, 3_000, 2_000, 2_000, 4_000 })
        {
            await Frames.AppendAsync(new(arrival, "why"u8.ToArray(), "##raw"u8.ToArray()), Token);
        }

        var frames = await ReadAsync(2_000, 4_000, int.MaxValue);

        frames.Select(frame => frame.ArrivalMs).ShouldBe([3_000, 2_000, 2_000]);
        frames[0].Header.ToArray().ShouldBe("why"u8.ToArray());
        frames[0].Body.ToArray().ShouldBe("##raw"u8.ToArray());
        (await ReadAsync(0, long.MaxValue, 2)).Select(frame => frame.ArrivalMs).ShouldBe([4_000, 3_000]);
        (await Frames.CountAsync(2_000, 4_000, Token)).ShouldBe(3);
    }

    [Fact]
    public async Task Frames_of_many_years_read_newest_first_up_to_the_limit()
    {
        // 2020 to 2029, one a year.
        var arrivals = Enumerable.Range(0, 10).Select(year => 1_577_836_800_000 + (year * 31_557_600_000)).ToArray();
        foreach (var arrival in arrivals)
        {
            await Frames.AppendAsync(new(arrival, default, default), Token);
        }

        (await ReadAsync(0, long.MaxValue, 7)).Select(frame => frame.ArrivalMs).ShouldBe(arrivals.Reverse().Take(7));
        (await ReadAsync(arrivals[2], arrivals[5], 7)).Select(frame => frame.ArrivalMs)
            .ShouldBe([arrivals[4], arrivals[3], arrivals[2]]);
    }

    [Fact]
    public async Task Frames_of_a_range_are_purged_and_all_others_stay()
    {
        foreach (var arrival in Enumerable.Range(0, 250).Select(second => second * 1_000L))
        {
            await Frames.AppendAsync(new(arrival, default, "##raw"u8.ToArray()), Token);
        }

        (await Frames.PurgeAsync(20_000, 240_000, Token)).ShouldBe(220);
        (await Frames.PurgeAsync(20_000, 240_000, Token)).ShouldBe(0);

        var left = await Frames.ReadForwardAsync(0, long.MaxValue, int.MaxValue, Token).ToListAsync(Token);
        left.Select(frame => frame.ArrivalMs / 1_000).ShouldBe(
            Enumerable.Range(0, 20).Concat(Enumerable.Range(240, 10)).Select(second => (long)second));
        (await Frames.ReadForwardAsync(19_000, long.MaxValue, 2, Token).ToListAsync(Token))
            .Select(frame => frame.ArrivalMs).ShouldBe([19_000, 240_000]);
    }

    async Task<List<StoredFrame>> ReadAsync(long fromMs, long toMs, int limit)
    {
        var frames = new List<StoredFrame>();
        await foreach (var frame in Frames.ReadAsync(fromMs, toMs, limit, Token))
        {
            frames.Add(frame);
        }

        return frames;
    }
}
