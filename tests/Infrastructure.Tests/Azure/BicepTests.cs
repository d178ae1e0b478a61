using System.Reflection;
using System.Text.Json;

namespace Qianliyan.Infrastructure.Tests.Azure;

/// <summary>The Bicep CLI compiles infra/azure and has nothing to say, with every rule of its linter on.</summary>
public sealed class BicepTests
{
    static readonly string Folder = Repository.PathOf("infra", "azure");
    static readonly Lazy<Task<JsonElement>> Compiled = new(Compile);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_template_compiles_without_a_word()
    {
        JsonElement template = await Compiled.Value;

        template.GetProperty("outputs").EnumerateObject().Select(output => output.Name)
            .ShouldBe(["storage", "identity", "registry", "cluster", "grafana"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_parameters_are_those_of_the_template()
    {
        Command build = await Bicep("build-params", "main.bicepparam", "--stdout");

        build.ShouldSucceed();
        build.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_linter_refuses_what_is_not_used()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("qianliyan-bicep-");
        try
        {
            File.Copy(Path.Combine(Folder, "bicepconfig.json"), Path.Combine(folder.FullName, "bicepconfig.json"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "wrong.bicep"), "param unused string", Cancellation);

            Command build = await Command.Run(folder.FullName, Cancellation, Program(), "build", "wrong.bicep", "--stdout");

            build.ExitCode.ShouldNotBe(0);
            build.Errors.ShouldContain("no-unused-params");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_storage_knows_no_key_and_no_public_way_in()
    {
        JsonElement account = Resource(await Compiled.Value, "Microsoft.Storage/storageAccounts").GetProperty("properties");

        account.GetProperty("allowSharedKeyAccess").GetBoolean().ShouldBeFalse();
        account.GetProperty("publicNetworkAccess").GetString().ShouldBe("Disabled");
        account.GetProperty("networkAcls").GetProperty("defaultAction").GetString().ShouldBe("Deny");
        account.GetProperty("minimumTlsVersion").GetString().ShouldBe("TLS1_2");
    }

    /// <summary>The account of infra/kubernetes/base/access.yaml.</summary>
    [Fact]
    public async Task The_identity_is_that_of_the_service_account_alone()
    {
        JsonElement credential = Resource(
            await Compiled.Value, "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
        k8s.Models.V1ServiceAccount account = Kubernetes.Manifests.One<k8s.Models.V1ServiceAccount>();

        credential.GetProperty("properties").GetProperty("subject").GetString()
            .ShouldBe($"system:serviceaccount:{account.Metadata.NamespaceProperty}:{account.Metadata.Name}");
    }

    static async Task<JsonElement> Compile()
    {
        Command build = await Bicep("build", "main.bicep", "--stdout");
        build.Errors.ShouldBeEmpty();
        return JsonDocument.Parse(build.ShouldSucceed()).RootElement;
    }

    /// <summary>The one resource of a type, in whichever module.</summary>
    static JsonElement Resource(JsonElement template, string type) =>
        Resources(template).Where(resource => resource.GetProperty("type").GetString() == type).ShouldHaveSingleItem();

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

    static Task<Command> Bicep(params string[] arguments) => Command.Run(Folder, Cancellation, Program(), arguments);

    static string Program() => typeof(BicepTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Bicep").Value!;
}
