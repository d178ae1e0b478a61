using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Api.Watching;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Tests.Watching;

public sealed class WatchSessionTests : IAsyncDisposable
{
    readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    readonly FakeGrains _grains = new();
    readonly FakeResponses<V1.WatchTwinsResponse> _client = new();
    readonly WatchHub _hub = new(Given.Instruments, Given.Options(options => options.MostWaitingTwins = 3));
    Task _running = Task.CompletedTask;

    [Fact]
    public async Task The_snapshot_comes_first_then_synced_then_what_changes()
    {
        _grains.Show(Given.Status(Given.Point(1), 5));
        _grains.Show(Given.Status(Given.Point(2), 9));
        Start(WatchScope.Of([Given.Point(1), Given.Point(2)]));

        V1.WatchTwinsResponse snapshot = await _client.Next(_stop.Token);
        snapshot.Updates.Select(update => (update.Point.Name, update.Sequence))
            .ShouldBe([("points/MN0001-31", 5L), ("points/MN0002-31", 9L)]);
        (await _client.Next(_stop.Token)).Synced.ShouldBeTrue();

        _hub.Publish(Given.Status(Given.Point(2), 10));
        V1.WatchTwinsResponse change = await _client.Next(_stop.Token);
        change.Updates.ShouldHaveSingleItem().Sequence.ShouldBe(10);
        change.Synced.ShouldBeFalse();
    }

    [Fact]
    public async Task A_region_is_shown_with_everything_below_it()
    {
        GivenRegions();
        Start(WatchScope.Below(RegionCode.Parse("130000"), new HashSet<TwinKind> { TwinKind.Point }));

        V1.WatchTwinsResponse snapshot = await _client.Next(_stop.Token);

        snapshot.Updates.Select(update => update.Name).ShouldBe(["points/MN0001-31", "points/MN0002-31"]);
    }

    [Fact]
    public async Task A_client_that_read_too_slowly_gets_the_snapshot_anew()
    {
        GivenRegions();
        WatchSubscription subscription = Start(WatchScope.Below(RegionCode.Parse("130000"), WatchScope.AllKinds));
        await NextSynced();
        var gate = new TaskCompletionSource();
        _client.Gate = gate.Task;

        for (int i = 0; i < 50; i++)
            _hub.Publish(Given.Status(Given.Point(i), i + 1, "130102"));
        subscription.Waiting.ShouldBeLessThanOrEqualTo(3);
        gate.SetResult();

        V1.WatchTwinsResponse last = await NextSynced();
        last.Synced.ShouldBeTrue();
    }

    [Fact]
    public async Task In_the_basic_view_an_update_that_changes_nothing_to_see_is_not_sent()
    {
        _grains.Show(Given.Status(Given.Point(1), 5));
        Start(WatchScope.Of([Given.Point(1)]), isBasic: true);
        (await _client.Next(_stop.Token)).Updates.ShouldHaveSingleItem().Summary.Name.ShouldBe("points/MN0001-31");
        await NextSynced();

        _hub.Publish(Given.Status(Given.Point(1), 6));
        _hub.Publish(Given.PointStatus(Given.Point(1), 7) with { DisplayName = "Stack 2" });

        V1.TwinUpdate update = (await _client.Next(_stop.Token)).Updates.ShouldHaveSingleItem();
        (update.Sequence, update.Summary.DisplayName).ShouldBe((7, "Stack 2"));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    WatchSubscription Start(WatchScope scope, bool isBasic = false)
    {
        WatchSubscription subscription = _hub.Subscribe(scope);
        var session = new WatchSession(
            subscription,
            new WatchView(Given.Renderings, isBasic),
            Given.LiveTwins(_grains),
            _grains,
            new NoOtherSilos(),
            Given.Instruments,
            _client);
        _running = session.Run(_stop.Token);
        return subscription;
    }

    async Task<V1.WatchTwinsResponse> NextSynced()
    {
        while (true)
        {
            V1.WatchTwinsResponse response = await _client.Next(_stop.Token);
            if (response.Synced)
                return response;
        }
    }

    void GivenRegions()
    {
        _grains.Show(Given.RegionStatus(Given.Region("130000"), 1, [RegionCode.Parse("130100")], total: 2));
        _grains.Show(Given.RegionStatus(Given.Region("130100"), 1, [RegionCode.Parse("130102")], own: 1, total: 2));
        _grains.Show(Given.RegionStatus(Given.Region("130102"), 1, own: 1, total: 1));
        _grains[Given.Region("130100")].Roster.Add(Given.Line(Given.Point(1)));
        _grains[Given.Region("130102")].Roster.Add(Given.Line(Given.Point(2)));
        _grains.Show(Given.Status(Given.Point(1), 1, "130100"));
        _grains.Show(Given.Status(Given.Point(2), 1, "130102"));
    }
}
