using Google.Rpc;
using Grpc.Core;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Tests.Paging;

public class ResourceNameTests
{
    [Theory]
    [InlineData("points/31011500000002-31", TwinKind.Point)]
    [InlineData("enterprises/91310115MA1K3", TwinKind.Enterprise)]
    [InlineData("incinerators/PLANT1-2", TwinKind.Incinerator)]
    [InlineData("cells/130100-3km-0123-0456", TwinKind.Cell)]
    [InlineData("regions/130102", TwinKind.Region)]
    public void A_well_formed_name_is_read(string name, TwinKind kind) =>
        ResourceNames.Twin(name, kind, "name").ToString().ShouldBe(name);

    [Theory]
    [InlineData("", TwinKind.Point)]
    [InlineData("points/", TwinKind.Point)]
    [InlineData("points/NOHYPHEN", TwinKind.Point)]
    [InlineData("points/A-31/frame", TwinKind.Point)]
    [InlineData("enterprises/A", TwinKind.Point)]
    [InlineData("regions/13010", TwinKind.Region)]
    [InlineData("regions/990000", TwinKind.Region)]
    [InlineData("cells/130100-1km-0123-0456", TwinKind.Cell)]
    public void A_bad_name_is_refused_with_its_field_and_value(string name, TwinKind kind)
    {
        RpcException refusal = Should.Throw<RpcException>(() => ResourceNames.Twin(name, kind, "names[3]"));

        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        BadRequest.Types.FieldViolation violation =
            refusal.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.ShouldHaveSingleItem();
        violation.Field.ShouldBe("names[3]");
        violation.Description.ShouldContain($"'{name}'");
    }

    [Fact]
    public void A_frame_is_named_by_point_and_sequence()
    {
        (TwinName point, long sequence) = ResourceNames.Frame("points/A-31/observations/17/frame", "name");

        (point.ToString(), sequence).ShouldBe(("points/A-31", 17L));
    }

    [Theory]
    [InlineData("points/A-31/observations/0/frame")]
    [InlineData("points/A-31/observations/-1/frame")]
    [InlineData("points/A-31/observations/x/frame")]
    [InlineData("points/A-31/observations/17")]
    [InlineData("regions/130102/observations/17/frame")]
    public void What_names_no_frame_is_refused(string name) =>
        Should.Throw<RpcException>(() => ResourceNames.Frame(name, "name"))
            .StatusCode.ShouldBe(StatusCode.InvalidArgument);

    [Fact]
    public void A_proof_is_named_by_its_twin() =>
        ResourceNames.Proof("cells/130100-3km-0123-0456/proof", "name").ToString()
            .ShouldBe("cells/130100-3km-0123-0456");
}
