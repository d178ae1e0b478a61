using CsCheck;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Measurements;

public sealed class FactorPrefixTests
{
    [Theory]
    [InlineData("i33310", "i3331", true)]
    [InlineData("i3331", "i3331", true)]
    [InlineData("i33320", "i3331", false)]
    [InlineData("i333", "i3331", false)]
    [InlineData("a01901", "i3331", false)]
    public void Numbered_devices_begin_with_the_code_of_their_section(string code, string prefix, bool begins) =>
        FactorCode.Parse(code).StartsWith(FactorCode.Parse(prefix)).ShouldBe(begins);

    [Fact]
    public void Nothing_begins_with_no_code() => FactorCode.Parse("a01901").StartsWith(default).ShouldBeFalse();

    [Fact]
    public void It_begins_as_its_text_does()
    {
        Gen<string> code = Gen.Char["ab1"].Array[1, 8].Select(letters => new string(letters));
        Gen.Select(code, code).Sample((one, other) =>
            FactorCode.Parse(one).StartsWith(FactorCode.Parse(other)).ShouldBe(
                one.StartsWith(other, StringComparison.Ordinal)));
    }
}
