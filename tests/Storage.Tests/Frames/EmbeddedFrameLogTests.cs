using Qianliyan.Storage.Frames;

namespace Qianliyan.Storage.Tests.Frames;

public sealed class EmbeddedFrameLogTests : FrameLogConformance, IDisposable
{
    readonly TemporaryStore _temporary = new();

    protected override IFrameLog Frames => _temporary.Frames;

    public void Dispose() => _temporary.Dispose();

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
}
