using Grpc.Core;
using Qianliyan.Abstractions;
using Qianliyan.Api.Queries;
using Qianliyan.Api.Tests.Fakes;

namespace Qianliyan.Api.Tests.Queries;

public sealed class FrameListTests
{
    readonly FakeFrameLog _log = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repeats_are_listed_only_when_they_are_asked_for()
    {
        _log.Add(1, FrameDisposition.Quarantined);
        _log.Add(2, FrameDisposition.Repeated);
        _log.Add(3, FrameDisposition.WrongPassword);

        (await Names()).ShouldBe(["0"]);
        (await Names(V1.FrameDisposition.Repeated)).ShouldBe(["1"]);
        (await Names(V1.FrameDisposition.WrongPassword, V1.FrameDisposition.Quarantined)).ShouldBe(["2", "0"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Pages_show_every_frame_once_also_those_of_one_millisecond(int size)
    {
        for (int i = 0; i < 30; i++)
            _log.Add(i / 6, i % 3 == 0 ? FrameDisposition.Quarantined : FrameDisposition.Repeated);

        string[] names = [.. (await Pages(size)).SelectMany(page => page)];

        names.ShouldBe(Enumerable.Range(0, 10).Select(i => $"{27 - 3 * i}"));
    }

    [Fact]
    public async Task A_page_that_reads_too_much_stays_short_and_the_next_one_goes_on()
    {
        _log.Add(1, FrameDisposition.Quarantined);
        for (int i = 0; i < FrameLists.MostRead; i++)
            _log.Add(2, FrameDisposition.Repeated);

        (await Pages(50)).ShouldBe([[], ["0"]]);
    }

    [Fact]
    public async Task A_disposition_that_is_not_known_is_refused_by_name()
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => Names(V1.FrameDisposition.Unspecified));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.Status.Detail.ShouldContain("dispositions[0]");
    }

    async Task<string[]> Names(params V1.FrameDisposition[] dispositions)
    {
        var request = new V1.ListQuarantinedFramesRequest { Dispositions = { dispositions } };
        return NamesOf(await new FrameLists(_log).List(request, Cancellation));
    }

    async Task<List<string[]>> Pages(int size)
    {
        var pages = new List<string[]>();
        var request = new V1.ListQuarantinedFramesRequest { PageSize = size };
        do
        {
            V1.ListQuarantinedFramesResponse page = await new FrameLists(_log).List(request, Cancellation);
            pages.Add(NamesOf(page));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return pages;
    }

    static string[] NamesOf(V1.ListQuarantinedFramesResponse page) =>
        [.. page.QuarantinedFrames.Select(frame => frame.Name["quarantinedFrames/".Length..])];
}
