using Google.Protobuf;
using Grpc.Core;
using Qianliyan.Api.Queries;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Tests.Queries;

public class RecentTwinsTests
{
    readonly FakeGrains _grains = new();

    [Fact]
    public void A_twin_that_is_read_again_is_found_again()
    {
        var recent = new RecentTwins(_grains, Given.Options());

        recent.Find("points/A-31", TwinKind.Point).ShouldBeSameAs(recent.Find("points/A-31", TwinKind.Point));
    }

    [Fact]
    public void What_is_read_again_and_again_stays_and_what_is_not_is_forgotten()
    {
        var recent = new RecentTwins(_grains, Given.Options(options => options.RecentTwins = 8));
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
        var recent = new RecentTwins(_grains, Given.Options());
        recent.Find("points/A-31", TwinKind.Point);

        Should.Throw<RpcException>(() => recent.Find("points/A-31", TwinKind.Cell))
            .StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public void The_message_is_made_again_when_the_sequence_moves_and_only_then()
    {
        RecentTwin twin = new RecentTwins(_grains, Given.Options()).Find("points/MN0001-31", TwinKind.Point);
        IMessage first = twin.Encoded(Given.Status(Given.Point(1), 5), Given.Renderings);

        twin.Encoded(Given.Status(Given.Point(1), 5), Given.Renderings).ShouldBeSameAs(first);
        byte[] next = ((V1.IPreEncoded)twin.Encoded(Given.Status(Given.Point(1), 6), Given.Renderings)).Bytes!;
        V1.Point.Parser.ParseFrom(next).Sequence.ShouldBe(6);
    }
}
