using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Registry;

public sealed class DeviceRelationTests
{
    [Theory]
    [InlineData("MN1-44:d20401>MN1-44:d30401", true)]
    [InlineData("MN1-44:d20401>MN2-44:d30401>1440>1", true)]
    [InlineData("MN1-44:d20401>MN1-44:d30401>>0.25", true)]
    [InlineData("MN1-44:d20401>MN1-44:d20401", false)]
    [InlineData("MN1-44:d20401", false)]
    [InlineData("MN1-44:d20401>d30401", false)]
    [InlineData("MN1-44:d20401>MN1-44:d30401>1441", false)]
    [InlineData("MN1-44:d20401>MN1-44:d30401>-1", false)]
    [InlineData("MN1-44:d20401>MN1-44:d30401>10>0", false)]
    [InlineData("MN1-44:d20401>MN1-44:d30401>10>1.01", false)]
    [InlineData("MN1-44:d20401>MN1-44:d30401>10>0.3>1", false)]
    public void A_relation_is_read_as_it_is_written(string text, bool isOne)
    {
        DeviceRelation.TryParse(text, out DeviceRelation relation).ShouldBe(isOne);
        if (isOne)
            relation.ToString().ShouldBe(text);
    }
}
