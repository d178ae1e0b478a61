using System.Reflection;
using System.Text.Json;

namespace Qianliyan.Infrastructure.Tests.Azure;

/// <summary>infra/azure/main.bicep, compiled once for the tests that read it.</summary>
public sealed class CompiledTemplate : IAsyncLifetime
{
    static readonly string Folder = Repository.PathOf("infra", "azure");

    public JsonElement Json { get; private set; }

    static string Program => typeof(CompiledTemplate).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Bicep").Value!;

    public async ValueTask InitializeAsync()
    {
        Command build = await Bicep(
            Folder, TestContext.Current.CancellationToken, "build", "main.bicep", "--stdout");
        build.Errors.ShouldBeEmpty();
        Json = JsonDocument.Parse(build.ShouldSucceed()).RootElement;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The one resource of a type, in whichever module.</summary>
    public JsonElement Resource(string type) =>
        Resources(Json).Where(resource => resource.GetProperty("type").GetString() == type).ShouldHaveSingleItem();

    internal static Task<Command> Bicep(
        string folder, CancellationToken cancellationToken, params string[] arguments) =>
        Command.Run(folder, Program, cancellationToken, arguments);

    static IEnumerable<JsonElement> Resources(JsonElement template)
    {
        JsonElement resources = template.GetProperty("resources");
        IEnumerable<JsonElement> own = resources.ValueKind == JsonValueKind.Array
            ? resources.EnumerateArray()
            : resources.EnumerateObject().Select(resource => resource.Value);
        foreach (JsonElement resource in own)
        {
            yield return resource;
            if (resource.GetProperty("type").GetString() != "Microsoft.Resources/deployments")
                continue;
            foreach (JsonElement inner in Resources(resource.GetProperty("properties").GetProperty("template")))
                yield return inner;
        }
    }
}
