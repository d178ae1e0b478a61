using System.Text.RegularExpressions;
using Qianliyan.Infrastructure.Tests.Kubernetes;

namespace Qianliyan.Infrastructure.Tests.Observability;

/// <summary>The alert rules of infra/observability, by Prometheus' own tool.</summary>
public sealed partial class AlertRuleTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_takes_the_rules() =>
        (await Prometheus.Promtool(Cancellation, "check", "rules", "alerts.yaml")).ShouldSucceed()
            .ShouldContain($"{Dashboard.Rules.Count()} rules found");

    [Fact]
    public async Task Every_alert_fires_when_it_should_and_not_before() =>
        (await Prometheus.Promtool(Cancellation, "test", "rules", "alerts.test.yaml")).ShouldSucceed();

    [Fact]
    public void Every_alert_has_a_test_in_which_it_fires()
    {
        string tests = File.ReadAllText(Repository.PathOf("infra", "observability", "alerts.test.yaml"));

        IEnumerable<string> fired = Firing().Matches(tests).Select(match => match.Groups[1].Value);

        Dashboard.Rules.Select(rule => rule.Name).Except(fired).ShouldBeEmpty();
    }

    [Fact]
    public void Memory_is_short_at_nine_tenths_of_what_a_pod_may_have()
    {
        string expression = Dashboard.Rules.Single(rule => rule.Name == "SiloMemoryShort").Expression;
        decimal limit = Manifests.Container.Resources.Limits["memory"].ToDecimal();

        expression.ShouldEndWith("> 0.9 * 4 * 1024 * 1024 * 1024");
        limit.ShouldBe(4m * 1024 * 1024 * 1024);
    }

    [GeneratedRegex("exp_samples: .*alertname=\"(\\w+)\"")]
    private static partial Regex Firing();
}
