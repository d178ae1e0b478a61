using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Qianliyan.Infrastructure.Tests.Observability;

/// <summary>What dashboards and alert rules ask of Prometheus.</summary>
static partial class Dashboard
{
    public static string File { get; } = Repository.PathOf("infra", "observability", "dashboards", "qianliyan.json");

    public static JsonElement Json { get; } = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;

    public static IEnumerable<JsonElement> Panels => Json.GetProperty("panels").EnumerateArray();

    /// <summary>Every expression with the title of its panel, Grafana's variables replaced as for all silos.</summary>
    public static IEnumerable<(string Name, string Expression)> Expressions =>
        from panel in Panels
        where panel.TryGetProperty("targets", out _)
        from target in panel.GetProperty("targets").EnumerateArray()
        select (
            panel.GetProperty("title").GetString()!,
            target.GetProperty("expr").GetString()!
                .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
                .Replace("$silo", ".*", StringComparison.Ordinal));

    public static IEnumerable<(string Name, string Expression)> Rules
    {
        get
        {
            string text = System.IO.File.ReadAllText(Repository.PathOf("infra", "observability", "alerts.yaml"));
            Dictionary<string, List<Dictionary<string, object>>> file = new DeserializerBuilder().Build()
                .Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(text);
            return file["groups"].SelectMany(group => (List<object>)group["rules"])
                .Cast<Dictionary<object, object>>()
                .Select(rule => ((string)rule["alert"], (string)rule["expr"]));
        }
    }

    /// <summary>The metrics that an expression names.</summary>
    public static IEnumerable<string> MetricsOf(string expression) =>
        Metric().Matches(expression).Select(match => match.Value);

    [GeneratedRegex("(qianliyan|dotnet|orleans)_[a-z0-9_]+")]
    private static partial Regex Metric();
}
