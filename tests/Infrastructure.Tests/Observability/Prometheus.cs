using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Qianliyan.Azurite;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Infrastructure.Tests.Observability;

/// <summary>The package of Debian, unpacked beside the system: a server that scrapes, and promtool.</summary>
sealed class Prometheus : IAsyncDisposable
{
    readonly Process _process;
    readonly string _folder;
    readonly HttpClient _http;

    Prometheus(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        _http = new HttpClient { BaseAddress = address };
    }

    /// <summary>promtool, with the files of infra/observability in its folder.</summary>
    public static async Task<Command> Promtool(CancellationToken cancellationToken, params string[] arguments) =>
        await Command.Run(
            Repository.PathOf("infra", "observability"), Path.Combine(await Programs(cancellationToken), "promtool"),
            cancellationToken, arguments);

    /// <summary>A server that scrapes these silos every second, with the alert rules of infra/observability.</summary>
    public static async Task<Prometheus> Start(IEnumerable<SiloProcess> silos, CancellationToken cancellationToken)
    {
        string program = Path.Combine(await Programs(cancellationToken), "prometheus");
        string folder = Directory.CreateTempSubdirectory("qianliyan-prometheus-").FullName;
        string targets = string.Join(", ", silos.Select(silo => $"\"{silo.Http.Authority}\""));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "prometheus.yml"),
            $$"""
              global: { scrape_interval: 1s, evaluation_interval: 1s }
              rule_files: ["{{Repository.PathOf("infra", "observability", "alerts.yaml")}}"]
              scrape_configs: [{ job_name: silos, static_configs: [{ targets: [{{targets}}] }] }]
              """,
            cancellationToken);
        int port = FreePorts.Take(1)[0];
        var start = new ProcessStartInfo(
            program,
            [
                $"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("prometheus did not start.");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var prometheus = new Prometheus(process, folder, new Uri($"http://127.0.0.1:{port}"));
        await Eventually.Get(prometheus.IsReady, ready => ready, "Prometheus is ready", cancellationToken);
        return prometheus;
    }

    /// <returns>The series that an expression has now.</returns>
    public async Task<int> Series(string expression, CancellationToken cancellationToken)
    {
        JsonElement data = await Get($"/api/v1/query?query={Uri.EscapeDataString(expression)}", cancellationToken);
        return data.GetProperty("result").GetArrayLength();
    }

    /// <returns>Name, health and state of every alert rule.</returns>
    public async Task<List<(string Name, string Health, string State)>> Alerts(CancellationToken cancellationToken)
    {
        JsonElement data = await Get("/api/v1/rules?type=alert", cancellationToken);
        return
        [
            .. data.GetProperty("groups").EnumerateArray()
                .SelectMany(group => group.GetProperty("rules").EnumerateArray())
                .Select(rule => (
                    rule.GetProperty("name").GetString()!,
                    rule.GetProperty("health").GetString()!,
                    rule.GetProperty("state").GetString()!)),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.SignalAsync("TERM", CancellationToken.None);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    async Task<JsonElement> Get(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    async Task<bool> IsReady()
    {
        _process.HasExited.ShouldBeFalse("Prometheus has ended.");
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync("/-/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static async Task<string> Programs(CancellationToken cancellationToken)
    {
        string folder = await ToolCache.Ensure(
            "prometheus-debian",
            async folder =>
            {
                await Run("apt-get", folder, cancellationToken, "update");
                await Run("apt-get", folder, cancellationToken, "download", "prometheus");
                string package = Directory.EnumerateFiles(folder, "prometheus_*.deb").Single();
                await Run("dpkg-deb", folder, cancellationToken, "--extract", package, folder);
                File.Delete(package);
            },
            cancellationToken);
        return Path.Combine(folder, "usr", "bin");
    }

    static async Task Run(
        string program, string folder, CancellationToken cancellationToken, params string[] arguments) =>
        (await Command.Run(folder, program, cancellationToken, arguments)).ShouldSucceed();
}
