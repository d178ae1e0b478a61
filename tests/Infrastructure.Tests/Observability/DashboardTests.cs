using System.Security.Cryptography;
using System.Text.Json;

namespace Qianliyan.Infrastructure.Tests.Observability;

/// <summary>The dashboard is what Grafana's own types say that one is.</summary>
public sealed class DashboardTests
{
    const string Known = "\"tooltip\":";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grafana_knows_every_field_of_the_dashboard() =>
        (await Compile(await File.ReadAllTextAsync(Dashboard.File, Cancellation))).ShouldSucceed();

    [Fact]
    public async Task An_option_that_a_panel_does_not_have_is_refused()
    {
        string dashboard = await File.ReadAllTextAsync(Dashboard.File, Cancellation);
        int first = dashboard.IndexOf(Known, StringComparison.Ordinal);

        Command compiled = await Compile(dashboard.Insert(first, "\"tooltips\": {}, "));

        compiled.ExitCode.ShouldNotBe(0);
        compiled.Output.ShouldContain("tooltips");
    }

    [Fact]
    public void Panels_lie_beside_each_other_and_have_numbers_of_their_own()
    {
        int[] numbers = [.. Dashboard.Panels.Select(panel => panel.GetProperty("id").GetInt32())];
        numbers.Distinct().Count().ShouldBe(numbers.Length);

        (int X, int Y)[] covered = [.. Dashboard.Panels.SelectMany(Area)];
        covered.Distinct().Count().ShouldBe(covered.Length);
        covered.ShouldAllBe(place => place.X < 24);
    }

    static IEnumerable<(int X, int Y)> Area(JsonElement panel)
    {
        JsonElement place = panel.GetProperty("gridPos");
        int left = place.GetProperty("x").GetInt32();
        int top = place.GetProperty("y").GetInt32();
        return from x in Enumerable.Range(left, place.GetProperty("w").GetInt32())
               from y in Enumerable.Range(top, place.GetProperty("h").GetInt32())
               select (x, y);
    }

    static async Task<Command> Compile(string dashboard)
    {
        string tools = await Installation();
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(tools, "check", Guid.NewGuid().ToString("N")));
        try
        {
            File.Copy(
                Repository.PathOf("tests", "Infrastructure.Tests", "Observability", "Schema", "dashboard.ts"),
                Path.Combine(folder.FullName, "dashboard.ts"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "check.ts"),
                $"import type {{ DashboardJson }} from \"./dashboard\";\nexport const it: DashboardJson = {dashboard};",
                Cancellation);
            return await Command.Run(
                folder.FullName, "node", Cancellation,
                Path.Combine(tools, "node_modules", "typescript", "bin", "tsc"),
                "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "check.ts");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<string> Installation()
    {
        string manifest = Path.Combine(AppContext.BaseDirectory, "dashboard-schema");
        byte[] locked = await File.ReadAllBytesAsync(Path.Combine(manifest, "package-lock.json"), Cancellation);
        return await ToolCache.Ensure(
            $"dashboard-schema-{Convert.ToHexStringLower(SHA256.HashData(locked))[..12]}",
            async folder =>
            {
                foreach (string file in Directory.EnumerateFiles(manifest))
                    File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
                (await Command.Run(
                    folder, "npm", Cancellation, "ci", "--ignore-scripts", "--no-audit", "--no-fund")).ShouldSucceed();
            },
            Cancellation);
    }
}
