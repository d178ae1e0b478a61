using CsCheck;
using Google.Rpc;
using Grpc.Core;
using Qianliyan.Api.Paging;
using Qianliyan.V1;

namespace Qianliyan.Api.Tests.Paging;

public class PageTokenTests
{
    static readonly ListTwinsRequest Request = new() { Parent = "regions/130000", Kind = V1.TwinKind.Point };

    [Fact]
    public void A_token_opens_to_the_position_it_was_made_of() =>
        Gen.String[1, 80].Where(text => text.All(c => !char.IsSurrogate(c)))
            .Sample(position => PageToken.Open(Request, PageToken.Seal(Request, position)).ShouldBe(position));

    [Fact]
    public void No_token_is_the_first_page() => PageToken.Open(Request, "").ShouldBeNull();

    [Fact]
    public void A_token_of_other_conditions_does_not_open()
    {
        string token = PageToken.Seal(Request, "130100 points/A-31");
        var other = new ListTwinsRequest { Parent = "regions/130000", Kind = V1.TwinKind.Cell };

        ShouldBeRefused(() => PageToken.Open(other, token));
    }

    [Fact]
    public void A_token_of_another_method_does_not_open()
    {
        string token = PageToken.Seal(new ListTwinsRequest(), "1");

        ShouldBeRefused(() => PageToken.Open(new ListObservationsRequest(), token));
    }

    [Fact]
    public void A_token_with_any_character_changed_does_not_open()
    {
        string token = PageToken.Seal(Request, "130100 points/A-31");

        for (int i = 0; i < token.Length - 1; i++)
        {
            string changed = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            ShouldBeRefused(() => PageToken.Open(Request, changed));
        }
    }

    [Theory]
    [InlineData("!")]
    [InlineData("AAAA")]
    [InlineData("page 2")]
    public void Something_else_does_not_open(string token) => ShouldBeRefused(() => PageToken.Open(Request, token));

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 1)]
    [InlineData(1_000, 1_000)]
    [InlineData(5_000, 1_000)]
    public void Page_sizes_have_a_default_and_a_most(int asked, int given) => PageToken.SizeOf(asked).ShouldBe(given);

    [Fact]
    public void A_negative_page_size_is_refused() =>
        Should.Throw<RpcException>(() => PageToken.SizeOf(-1)).StatusCode.ShouldBe(StatusCode.InvalidArgument);

    static void ShouldBeRefused(Func<string?> open)
    {
        RpcException refusal = Should.Throw<RpcException>(() => { open(); });
        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refusal.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.ShouldHaveSingleItem()
            .Field.ShouldBe("page_token");
    }
}
