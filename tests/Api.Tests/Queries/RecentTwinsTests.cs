using Google.Protobuf;
using Grpc.Core;
using Qianliyan.Abstractions;
using Qianliyan.Api.Queries;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Tests.Queries;

public class RecentTwinsTests
{
    readonly FakeGrains _grains = new();
    readonly ActiveTwins _active = new();

    [Fact]
    public void A_twin_that_is_read_again_is_found_again()
    {
        var recent = new RecentTwins(_grains, _active, Given.Options());

        recent.Find("points/A-31", TwinKind.Point).ShouldBeSameAs(recent.Find("points/A-31", TwinKind.Point));
    }

    [Fact]
    public void What_is_read_again_and_again_stays_and_what_is_not_is_forgotten()
    {
        var recent = new RecentTwins(_grains, _active, Given.Options(options => options.RecentTwins = 8));
        RecentTwin often = recent.Find("points/OFTEN-31", TwinKind.Point);
        RecentTwin once = recent.Find("points/ONCE-31", TwinKind.Point);

        for (int i = 0; i < 100; i++)
        {
            recent.Find($"points/P{i}-31", TwinKind.Point);
            recent.Find("points/OFTEN-31", TwinKind.Point).ShouldBeSameAs(often);
        }

        recent.Find("points/ONCE-31", TwinKind.Point).ShouldNotBeSameAs(once);
    }

    [Fact]
    public void A_name_of_another_kind_is_refused_though_it_is_known()
    {
        var recent = new RecentTwins(_grains, _active, Given.Options());
        recent.Find("points/A-31", TwinKind.Point);

        Should.Throw<RpcException>(() => recent.Find("points/A-31", TwinKind.Cell))
            .StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public void The_message_is_made_again_when_the_sequence_moves_and_only_then()
    {
        RecentTwin twin = new RecentTwins(_grains, _active, Given.Options()).Find("points/MN0001-31", TwinKind.Point);
        IMessage first = twin.Encoded(Given.Status(Given.Point(1), 5), Given.Renderings);

        twin.Encoded(Given.Status(Given.Point(1), 5), Given.Renderings).ShouldBeSameAs(first);
        byte[] next = ((V1.IPreEncoded)twin.Encoded(Given.Status(Given.Point(1), 6), Given.Renderings)).Bytes!;
        V1.Point.Parser.ParseFrom(next).Sequence.ShouldBe(6);
    }

    [Fact]
    public void A_message_is_current_while_the_twin_is_active_here_and_has_not_moved()
    {
        RecentTwin twin = new RecentTwins(_grains, _active, Given.Options()).Find("points/MN0001-31", TwinKind.Point);
        IMessage message = twin.Encoded(Given.Status(Given.Point(1), 5), Given.Renderings);
        twin.Current.ShouldBeNull();

        ActiveTwin active = _active.Enter(Given.Point(1));
        twin.Current.ShouldBeNull();
        active.Show(5);
        twin.Current.ShouldBeSameAs(message);
        active.Show(6);
        twin.Current.ShouldBeNull();
    }

    [Fact]
    public void After_a_twin_has_moved_elsewhere_it_must_be_asked()
    {
        RecentTwin twin = new RecentTwins(_grains, _active, Given.Options()).Find("points/MN0001-31", TwinKind.Point);
        IMessage message = twin.Encoded(Given.Status(Given.Point(1), 5), Given.Renderings);
        ActiveTwin former = _active.Enter(Given.Point(1));
        former.Show(5);
        twin.Current.ShouldBeSameAs(message);

        _active.Leave(Given.Point(1), former);
        twin.Current.ShouldBeNull();

        ActiveTwin next = _active.Enter(Given.Point(1));
        next.Show(5);
        _active.Leave(Given.Point(1), former);
        twin.Current.ShouldBeSameAs(message);
    }
}
