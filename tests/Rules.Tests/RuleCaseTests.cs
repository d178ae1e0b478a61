using Qianliyan.Domain.Policies;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Qianliyan.Rules.Tests;

/// <summary>Every case of every file under Cases.</summary>
public sealed class RuleCaseTests
{
    static readonly Lazy<IReadOnlyDictionary<string, RuleCase>> All = new(Read);

    public static TheoryData<string> Names => [.. All.Value.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Verdicts_follow(string name)
    {
        RuleCase rule = All.Value[name];
        rule.Steps.ShouldContain(step => step.Expect != null || step.Level != null || step.Shows.Count > 0);
        new CaseRun(rule, PolicyWith.Of(rule)).Run();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Verdicts_are_the_same_in_any_order_of_arrival(string name)
    {
        RuleCase rule = All.Value[name];
        Policy policy = PolicyWith.Of(rule);
        for (int seed = 1; seed <= 5; seed++)
            new CaseRun(rule, policy).Run(seed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_is_the_same_when_memory_was_lost_in_between(string name)
    {
        RuleCase rule = All.Value[name];
        Policy policy = PolicyWith.Of(rule);
        string live = new CaseRun(rule, policy).Run();
        new CaseRun(rule, policy).Run(restoreEvery: 7).ShouldBe(live);
    }

    static Dictionary<string, RuleCase> Read()
    {
        IDeserializer deserializer = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithDuplicateKeyChecking()
            .Build();
        var cases = new Dictionary<string, RuleCase>(StringComparer.Ordinal);
        string root = Path.Combine(AppContext.BaseDirectory, "Cases");
        foreach (string file in Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order())
        {
            RuleCaseFile read = deserializer.Deserialize<RuleCaseFile>(File.ReadAllText(file));
            foreach (RuleCase rule in read.Cases)
                cases.Add($"{Path.GetFileNameWithoutExtension(file)}: {rule.Name}", rule);
        }

        return cases;
    }
}
