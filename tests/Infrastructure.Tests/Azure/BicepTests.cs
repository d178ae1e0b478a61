using System.Text.Json;

namespace Qianliyan.Infrastructure.Tests.Azure;

/// <summary>The Bicep CLI compiles infra/azure and has nothing to say, with every rule of its linter on.</summary>
public sealed class BicepTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    static readonly string Folder = Repository.PathOf("infra", "azure");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_template_compiles_without_a_word()
    {
        template.Json.GetProperty("outputs").EnumerateObject().Select(output => output.Name)
            .ShouldBe(["storage", "identity", "registry", "cluster", "grafana"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_parameters_are_those_of_the_template()
    {
        Command build = await CompiledTemplate.Bicep(
            Folder, Cancellation, "build-params", "main.bicepparam", "--stdout");

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

            Command build = await CompiledTemplate.Bicep(
                folder.FullName, Cancellation, "build", "wrong.bicep", "--stdout");

            build.ExitCode.ShouldNotBe(0);
            build.Errors.ShouldContain("no-unused-params");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_storage_knows_no_key_and_no_public_way_in()
    {
        JsonElement account = template.Resource("Microsoft.Storage/storageAccounts").GetProperty("properties");

        account.GetProperty("allowSharedKeyAccess").GetBoolean().ShouldBeFalse();
        account.GetProperty("publicNetworkAccess").GetString().ShouldBe("Disabled");
        account.GetProperty("networkAcls").GetProperty("defaultAction").GetString().ShouldBe("Deny");
        account.GetProperty("minimumTlsVersion").GetString().ShouldBe("TLS1_2");
    }

    /// <summary>The account of infra/kubernetes/base/access.yaml.</summary>
    [Fact]
    public void The_identity_is_that_of_the_service_account_alone()
    {
        JsonElement credential = template.Resource(
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
        k8s.Models.V1ServiceAccount account = Kubernetes.Manifests.One<k8s.Models.V1ServiceAccount>();

        credential.GetProperty("properties").GetProperty("subject").GetString()
            .ShouldBe($"system:serviceaccount:{account.Metadata.NamespaceProperty}:{account.Metadata.Name}");
    }
}
