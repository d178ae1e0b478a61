using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>By the shipped policy a point is silent after 3,600 seconds without a frame.</summary>
public sealed class SilenceTests
{
    readonly PointHost _point = new();

    public SilenceTests()
    {
        _point.Register(Record(), At(8));
        _point.Instant(At(8), Value(So2, 10));
    }

    [Theory]
    // The silo was away from 8:10 to 8:50: the hour begins at 8:50.
    [InlineData(9, 50, 0, LinkState.Online)]
    [InlineData(9, 50, 1, LinkState.Silent)]
    public void The_time_in_which_no_device_could_be_heard_is_no_silence(int hour, int minute, int second, LinkState link)
    {
        _point.Host.Feed(new Ticked(At(hour, minute, second), At(8, 50)), At(hour, minute, second));

        _point.State.Link.ShouldBe(link);
        if (link == LinkState.Silent)
            _point.State.LinkSince.ShouldBe(At(8));
    }

    [Theory]
    [InlineData(9, 0, 0, LinkState.Online)]
    [InlineData(9, 0, 1, LinkState.Silent)]
    public void A_silo_that_listened_before_the_last_frame_heard_its_silence(
        int hour, int minute, int second, LinkState link)
    {
        _point.Host.Feed(new Ticked(At(hour, minute, second), At(7)), At(hour, minute, second));

        _point.State.Link.ShouldBe(link);
    }
}
