using System.Diagnostics;
using CsCheck;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Api.Watching;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Tests.Watching;

public class WatchHubTests
{
    static readonly HashSet<TwinKind> PointsOnly = [TwinKind.Point];

    static WatchHub Hub(int capacity = 1_000) =>
        new(Given.Instruments, Given.Options(options => options.MostWaitingTwins = capacity));

    [Fact]
    public void A_reader_gets_only_the_newest_status_of_a_twin()
    {
        WatchHub hub = Hub();
        WatchSubscription subscription = hub.Subscribe(WatchScope.Of([Given.Point(1)]));

        for (int sequence = 1; sequence <= 100; sequence++)
            hub.Publish(Given.Status(Given.Point(1), sequence));

        Taken(subscription).Select(status => status.Sequence).ShouldBe([100]);
    }

    [Fact]
    public void An_older_status_never_replaces_a_newer_one()
    {
        WatchHub hub = Hub();
        WatchSubscription subscription = hub.Subscribe(WatchScope.Of([Given.Point(1)]));

        hub.Publish(Given.Status(Given.Point(1), 7));
        hub.Publish(Given.Status(Given.Point(1), 6));

        Taken(subscription).Select(status => status.Sequence).ShouldBe([7]);
    }

    [Fact]
    public void A_subscriber_that_never_reads_holds_at_most_its_capacity_and_owes_a_snapshot()
    {
        WatchHub hub = Hub(capacity: 64);
        WatchSubscription slow = hub.Subscribe(WatchScope.Below(RegionCode.Nation, PointsOnly));
        slow.BeginSnapshot();
        int most = 0;

        for (int i = 0; i < 10_000; i++)
        {
            hub.Publish(Given.Status(Given.Point(i % 1_000), i + 1, "130102"));
            most = Math.Max(most, slow.Waiting);
        }

        most.ShouldBe(64);
        slow.NeedsSnapshot.ShouldBeTrue();
    }

    [Fact]
    public void A_slow_subscriber_costs_a_fast_one_nothing()
    {
        WatchHub hub = Hub(capacity: 4);
        WatchSubscription slow = hub.Subscribe(WatchScope.Below(RegionCode.Nation, PointsOnly));
        WatchSubscription fast = hub.Subscribe(WatchScope.Below(RegionCode.Nation, PointsOnly));
        var seen = new List<long>();

        for (int i = 1; i <= 50; i++)
        {
            hub.Publish(Given.Status(Given.Point(i), i, "130102"));
            seen.AddRange(Taken(fast).Select(status => status.Sequence));
        }

        seen.ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
        slow.Waiting.ShouldBeLessThanOrEqualTo(4);
    }

    [Theory]
    [InlineData("130102", true)]
    [InlineData("130100", true)]
    [InlineData("130000", true)]
    [InlineData("130200", false)]
    [InlineData("110000", false)]
    public void A_region_watcher_gets_what_stands_in_the_region_or_below(string region, bool isSeen)
    {
        WatchHub hub = Hub();
        WatchSubscription subscription = hub.Subscribe(WatchScope.Below(RegionCode.Parse(region), PointsOnly));

        hub.Publish(Given.Status(Given.Point(1), 1, "130102"));

        Taken(subscription).Count.ShouldBe(isSeen ? 1 : 0);
    }

    [Theory]
    [InlineData("130102", true)]
    [InlineData("130100", true)]
    [InlineData("130103", false)]
    public void A_region_watcher_gets_the_region_itself_and_those_below(string region, bool isSeen)
    {
        WatchHub hub = Hub();
        var kinds = new HashSet<TwinKind> { TwinKind.Region };
        WatchSubscription subscription = hub.Subscribe(WatchScope.Below(RegionCode.Parse(region), kinds));

        hub.Publish(Given.Status(Given.Region("130102"), 1));

        Taken(subscription).Count.ShouldBe(isSeen ? 1 : 0);
    }

    [Fact]
    public void A_twin_without_a_region_belongs_to_the_nation()
    {
        WatchHub hub = Hub();
        WatchSubscription nation = hub.Subscribe(WatchScope.Below(RegionCode.Nation, PointsOnly));

        hub.Publish(Given.Status(Given.Point(1), 1));

        Taken(nation).Count.ShouldBe(1);
    }

    [Fact]
    public void A_region_watcher_gets_only_the_kinds_it_asked_for()
    {
        WatchHub hub = Hub();
        var kinds = new HashSet<TwinKind> { TwinKind.Region };
        WatchSubscription subscription = hub.Subscribe(WatchScope.Below(RegionCode.Nation, kinds));

        hub.Publish(Given.Status(Given.Point(1), 1, "130102"));
        hub.Publish(Given.Status(Given.Region("130102"), 2));

        Taken(subscription).ShouldHaveSingleItem().Name.ShouldBe(Given.Region("130102"));
    }

    [Fact]
    public void Only_what_somebody_watches_is_watched()
    {
        WatchHub hub = Hub();
        hub.IsWatched(Given.Point(1)).ShouldBeFalse();

        WatchSubscription one = hub.Subscribe(WatchScope.Of([Given.Point(1)]));
        WatchSubscription other = hub.Subscribe(WatchScope.Of([Given.Point(1), Given.Point(2)]));
        WatchSubscription region = hub.Subscribe(WatchScope.Below(RegionCode.Parse("130000"), PointsOnly));
        hub.IsWatched(Given.Point(9)).ShouldBeTrue();
        hub.IsWatched(Given.Region("130000")).ShouldBeFalse();

        hub.Unsubscribe(region);
        hub.Unsubscribe(other);
        hub.IsWatched(Given.Point(1)).ShouldBeTrue();
        hub.IsWatched(Given.Point(2)).ShouldBeFalse();

        hub.Unsubscribe(one);
        hub.IsWatched(Given.Point(1)).ShouldBeFalse();
    }

    [Fact]
    public void Whatever_the_order_of_publishing_reading_and_snapshots_a_twin_never_goes_back_and_ends_at_its_newest()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7]).Array[1, 400].Sample(steps =>
        {
            WatchHub hub = Hub(capacity: 5);
            WatchSubscription subscription = hub.Subscribe(WatchScope.Below(RegionCode.Nation, PointsOnly));
            var newest = new long[8];
            var seen = new long[8];
            foreach ((int step, int twin) in steps)
            {
                if (step < 6)
                    hub.Publish(Given.Status(Given.Point(twin), ++newest[twin]));
                else if (step < 8 && !subscription.NeedsSnapshot)
                    See(seen, Taken(subscription, 3));
                else
                    Snapshot(hub, subscription, newest, seen, publishedMeanwhile: twin);
            }

            while (subscription.NeedsSnapshot)
                Snapshot(hub, subscription, newest, seen, publishedMeanwhile: null);
            See(seen, Taken(subscription));
            seen.ShouldBe(newest);
        });
    }

    static void Snapshot(
        WatchHub hub, WatchSubscription subscription, long[] newest, long[] seen, int? publishedMeanwhile)
    {
        subscription.BeginSnapshot();
        TwinStatus[] read = [.. newest.Select((sequence, twin) => Given.Status(Given.Point(twin), sequence))];
        if (publishedMeanwhile is { } changed)
            hub.Publish(Given.Status(Given.Point(changed), ++newest[changed]));
        See(seen, read.Select(subscription.Newest));
    }

    static void See(long[] seen, IEnumerable<TwinStatus> statuses)
    {
        foreach (TwinStatus status in statuses)
        {
            int twin = int.Parse(status.Name.Id.AsSpan(2, 4), System.Globalization.CultureInfo.InvariantCulture);
            status.Sequence.ShouldBeGreaterThanOrEqualTo(seen[twin]);
            seen[twin] = status.Sequence;
        }
    }

    [Fact]
    public void A_newer_status_that_is_not_traced_keeps_the_trace_of_the_one_it_replaces()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == nameof(WatchHubTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(nameof(WatchHubTests));
        WatchHub hub = Hub();
        WatchSubscription subscription = hub.Subscribe(WatchScope.Of([Given.Point(1), Given.Point(2)]));

        ActivityTraceId traced;
        using (Activity frame = source.StartActivity("frame").ShouldNotBeNull())
        {
            traced = frame.TraceId;
            hub.Publish(Given.Status(Given.Point(1), 1));
        }

        hub.Publish(Given.Status(Given.Point(1), 2));
        hub.Publish(Given.Status(Given.Point(2), 1));

        var changes = new List<WatchedChange>();
        subscription.Take(changes, most: 10);
        changes.Select(change => (change.Status.Sequence, change.Cause.TraceId)).ShouldBe([(2, traced), (1, default)]);
    }

    static List<TwinStatus> Taken(WatchSubscription subscription, int most = int.MaxValue)
    {
        var changes = new List<WatchedChange>();
        subscription.Take(changes, most);
        return changes.ConvertAll(change => change.Status);
    }
}
