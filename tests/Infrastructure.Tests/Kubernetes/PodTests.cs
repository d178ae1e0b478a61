using System.Net;
using k8s.Models;
using Orleans.Hosting.Kubernetes;
using Qianliyan.Azurite;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Infrastructure.Tests.Kubernetes;

/// <summary>A silo run as the manifest says: its arguments, its variables, its role, its probes.</summary>
public sealed class PodTests
{
    const string PodName = "silo-1";
    const string Space = "qianliyan";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pod_starts_by_its_manifest_and_answers_its_probes()
    {
        await using AzuriteServer storage = await AzuriteServer.StartNewAsync(Cancellation);
        await using FakeKubernetes kubernetes = await FakeKubernetes.Start(Manifests.One<V1Role>(), Cancellation);
        kubernetes.Add(new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                Name = PodName,
                NamespaceProperty = Space,
                Labels = Manifests.Pod.Metadata.Labels,
            },
        });

        await using SiloProcess silo = await SiloProcess.StartWith(
            Variables(storage, kubernetes), Cancellation, [.. Arguments()]);

        using var http = new HttpClient { BaseAddress = silo.Http };
        foreach (V1Probe probe in (V1Probe[])
            [Manifests.Container.StartupProbe, Manifests.Container.LivenessProbe, Manifests.Container.ReadinessProbe])
        {
            probe.HttpGet.Port.Value.ShouldBe("http");
            using HttpResponseMessage answer = await http.GetAsync(probe.HttpGet.Path, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, probe.HttpGet.Path);
        }

        using HttpResponseMessage metrics = await http.GetAsync(
            Manifests.Pod.Metadata.Annotations["prometheus.io/path"], Cancellation);
        metrics.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldWatchPods(kubernetes);
        (await silo.Stop()).ShouldBe(0, silo.Output);
    }

    /// <summary>Whether labels and role are what a silo needs, and no more than it needs.</summary>
    static async Task ShouldWatchPods(FakeKubernetes kubernetes)
    {
        IDictionary<string, string> labels = Manifests.Pod.Metadata.Labels;
        string own = $"{KubernetesHostingOptions.ServiceIdLabel}={labels[KubernetesHostingOptions.ServiceIdLabel]},"
            + $"{KubernetesHostingOptions.ClusterIdLabel}={labels[KubernetesHostingOptions.ClusterIdLabel]}";
        await Eventually.Get(
            () => Task.FromResult(kubernetes.Asked.ToArray()),
            asked => asked.Contains($"watch {own}"),
            "the silo watches the pods of its cluster",
            Cancellation);
        kubernetes.Asked.ShouldContain($"list {own}");
        kubernetes.Refused.ShouldBeEmpty();
        kubernetes.Asked.Select(asked => asked.Split(' ')[0]).Distinct()
            .ShouldBe(Manifests.One<V1Role>().Rules.Single().Verbs, ignoreOrder: true);
    }

    static Dictionary<string, string> Variables(AzuriteServer storage, FakeKubernetes kubernetes) =>
        Manifests.Container.Env
            .Where(variable => variable.Name != "CLUSTER_ID")
            .Select(variable => KeyValuePair.Create(variable.Name, variable.Name switch
            {
                "POD_NAME" => PodName,
                "POD_NAMESPACE" => Space,
                "POD_IP" => "127.0.0.1",
                "QIANLIYAN_CLUSTER" => storage.ConnectionString,
                string name => throw new InvalidOperationException($"The manifest sets {name}, unknown here."),
            }))
            .Append(KeyValuePair.Create("KUBECONFIG", kubernetes.Config))
            .ToDictionary();

    /// <summary>Ports are those of the test.</summary>
    static IEnumerable<string> Arguments() => Manifests.Container.Args
        .Where(argument => !argument.Contains("-port=", StringComparison.Ordinal))
        .Select(argument => argument.Replace("$(CLUSTER_ID)", ClusterId, StringComparison.Ordinal));

    static string ClusterId => Manifests.Pod.Metadata.Labels[KubernetesHostingOptions.ClusterIdLabel];
}
