using System.Formats.Tar;
using System.Globalization;
using System.Text.Json;
using Qianliyan.Infrastructure.Tests.Kubernetes;

namespace Qianliyan.Infrastructure.Tests.Containers;

/// <summary>The image that the SDK makes of the silo, against the manifest that runs it.</summary>
public sealed class ImageTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_image_runs_the_silo_as_the_manifest_says()
    {
        await using FakeRegistry registry = await FakeRegistry.Start(Cancellation);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("qianliyan-image-");
        try
        {
            string archive = Path.Combine(folder.FullName, "silo.tar");
            (await Dotnet(
                "publish", "silo/Silo", "--configuration", "Release", "--no-self-contained", "-t:PublishContainer",
                $"-p:ContainerBaseImage={registry.Image}", $"-p:ContainerArchiveOutputPath={archive}",
                $"-p:PublishDir={folder.FullName}/app/")).ShouldSucceed();
            Dictionary<string, JsonElement> documents = await Documents(archive);
            JsonElement manifest = documents["manifest.json"][0];
            JsonElement config = documents[manifest.GetProperty("Config").GetString()!].GetProperty("config");

            string tag = manifest.GetProperty("RepoTags")[0].GetString()!;
            tag.ShouldStartWith($"{Manifests.Container.Image}:");
            string deployment = Repository.PathOf("infra", "kubernetes", "azure", "deployment.env");
            (await File.ReadAllTextAsync(deployment, Cancellation)).ShouldContain($"/{tag}\n");
            config.GetProperty("User").GetString()
                .ShouldBe(Manifests.Pod.Spec.SecurityContext.RunAsUser!.Value.ToString(CultureInfo.InvariantCulture));
            config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name)
                .ShouldBe(Manifests.Container.Ports.Select(port => $"{port.ContainerPort}/tcp"), ignoreOrder: true);
            Words(config, "Entrypoint").ShouldBe(["dotnet", "/app/Qianliyan.Silo.dll"]);
            Words(config, "Cmd").ShouldBe(["--listen", "0.0.0.0", "--data", "/data"]);
            Words(config, "Env").ShouldContain("ASPNETCORE_HTTP_PORTS=");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_image_is_built_on_one_without_a_shell() =>
        (await Dotnet("msbuild", "silo/Silo", "-getProperty:ContainerBaseImage")).ShouldSucceed().Trim()
            .ShouldEndWith("aspnet:10.0-noble-chiseled");

    static Task<Command> Dotnet(params string[] arguments) =>
        Command.Run(Repository.Root, "dotnet", Cancellation, arguments);

    static IEnumerable<string> Words(JsonElement config, string property) =>
        config.GetProperty(property).EnumerateArray().Select(word => word.GetString()!);

    /// <summary>The JSON documents of an archive, by name.</summary>
    static async Task<Dictionary<string, JsonElement>> Documents(string archive)
    {
        await using FileStream stream = File.OpenRead(archive);
        await using var reader = new TarReader(stream);
        var documents = new Dictionary<string, JsonElement>();
        while (await reader.GetNextEntryAsync(copyData: false, Cancellation) is { } entry)
        {
            if (entry.DataStream is { } data && entry.Name.EndsWith(".json", StringComparison.Ordinal))
                documents[entry.Name] = (await JsonDocument.ParseAsync(data, default, Cancellation)).RootElement;
        }

        return documents;
    }
}
