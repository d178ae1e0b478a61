using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

/// <summary>The relations of production and treatment devices in a file of enterprises.</summary>
public sealed class RelationTests
{
    [Fact]
    public void Relations_stand_in_one_column()
    {
        ImportResult<EnterpriseRecord> result = Read("M1-44:d20401>M1-44:d30401>10>0.3; M1-44:d20402>M2-44:g20801");

        result.Problems.ShouldBeEmpty();
        result.Says.ShouldBe(RegistryFields.Relations);
        result.Accepted.ShouldHaveSingleItem().Relations.ShouldBe(
        [
            DeviceRelation.Parse("M1-44:d20401>M1-44:d30401>10>0.3"),
            DeviceRelation.Parse("M1-44:d20402>M2-44:g20801"),
        ]);
    }

    [Theory]
    [InlineData("M1-44:d20401>d30401", "M1-44:d20401>d30401", "is not of the form MN1-44:d20401>MN1-44:d30401>10>0.3")]
    [InlineData(
        "M1-44:d20401>M1-44:d30401;M1-44:d20401>M1-44:d30401>5", "M1-44:d20401>M1-44:d30401>5",
        "relates two devices twice")]
    public void A_relation_that_is_none_is_refused_with_its_text(string relations, string value, string reason)
    {
        ImportProblem problem = Read(relations).Problems.ShouldHaveSingleItem();

        (problem.Column, problem.Value, problem.Reason).ShouldBe(("relations", value, reason));
    }

    static ImportResult<EnterpriseRecord> Read(string relations) => RegistryImport.Enterprises(
        Given.Text($"code,name,industry,region,relations\nE1,n,i,130109,{relations}\n"),
        Given.Options,
        TestContext.Current.CancellationToken);
}
