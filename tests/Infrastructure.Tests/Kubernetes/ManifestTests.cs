using System.Globalization;
using k8s;
using k8s.Models;
using Orleans.Hosting.Kubernetes;
using Qianliyan.Silo;
using YamlDotNet.Serialization;

namespace Qianliyan.Infrastructure.Tests.Kubernetes;

/// <summary>What the manifests promise to each other and to the silo.</summary>
public sealed class ManifestTests
{
    const int RootUser = 0;

    public static TheoryData<string> Files => [.. Manifests.Files];

    public static TheoryData<string> Layers => ["base", "azure"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_document_has_only_fields_that_the_api_knows(string file)
    {
        List<object> documents = [.. Manifests.Read(file)];

        documents.ShouldNotBeEmpty();
        documents.ShouldAllBe(document => document is IKubernetesObject<V1ObjectMeta>);
        documents.Cast<IKubernetesObject<V1ObjectMeta>>().ShouldAllBe(document => document.Metadata.Name.Length > 0);
    }

    [Fact]
    public void A_field_that_the_api_does_not_know_is_refused()
    {
        string[] wrong =
        [
            "apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { port: 1 }",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { pods: 1 } } }",
        ];

        foreach (string document in wrong)
            Should.Throw<YamlDotNet.Core.YamlException>(() => Manifests.Parse(document).ToList(), document);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_kustomization_names_every_file_beside_it(string layer)
    {
        string folder = Repository.PathOf("infra", "kubernetes", layer);
        string text = File.ReadAllText(Path.Combine(folder, Manifests.Kustomization));
        Dictionary<string, object> kustomization = new DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, object>>(text);

        IEnumerable<string> resources = ((List<object>)kustomization["resources"]).Cast<string>();
        IEnumerable<string> patches = kustomization.TryGetValue("patches", out object? listed)
            ? ((List<object>)listed).Cast<Dictionary<object, object>>().Select(patch => (string)patch["path"])
            : [];

        IEnumerable<string> named = resources.Concat(patches);
        named.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).ShouldBe(
            Directory.EnumerateFiles(folder, "*.yaml").Select(file => Path.GetFileName(file))
                .Where(file => file != Manifests.Kustomization),
            ignoreOrder: true);
    }

    [Fact]
    public void Selectors_match_the_pods()
    {
        IEnumerable<IDictionary<string, string>> selectors =
        [
            Manifests.Silos.Spec.Selector.MatchLabels,
            Manifests.One<V1PodDisruptionBudget>().Spec.Selector.MatchLabels,
            Manifests.One<V1NetworkPolicy>().Spec.PodSelector.MatchLabels,
            .. Manifests.Pod.Spec.TopologySpreadConstraints.Select(constraint => constraint.LabelSelector.MatchLabels),
            .. Manifests.All<V1Service>().Select(service => service.Spec.Selector),
        ];

        foreach (IDictionary<string, string> selector in selectors)
        {
            selector.ShouldNotBeEmpty();
            selector.ShouldAllBe(label => Manifests.Pod.Metadata.Labels[label.Key] == label.Value);
        }
    }

    [Fact]
    public void Pods_bear_the_labels_by_which_silos_look_for_them()
    {
        Manifests.Pod.Metadata.Labels[KubernetesHostingOptions.ServiceIdLabel].ShouldBe("qianliyan");
        Manifests.Pod.Metadata.Labels[KubernetesHostingOptions.ClusterIdLabel].ShouldNotBeEmpty();
        Manifests.Argument("cluster-id").ShouldBe("$(CLUSTER_ID)");
        Manifests.Container.Env.Single(variable => variable.Name == "CLUSTER_ID").ValueFrom.FieldRef.FieldPath
            .ShouldBe($"metadata.labels['{KubernetesHostingOptions.ClusterIdLabel}']");
    }

    [Fact]
    public void The_container_opens_the_ports_that_the_silo_is_told()
    {
        var ports = Manifests.Container.Ports.ToDictionary(port => port.Name, port => port.ContainerPort);

        ports.Keys.ShouldBe(["http", "grpc", "hj212", "silo"]);
        foreach ((string name, int port) in ports)
            Manifests.Argument($"{name}-port").ShouldBe(port.ToString(CultureInfo.InvariantCulture));
        Manifests.Pod.Metadata.Annotations["prometheus.io/port"].ShouldBe(Manifests.Argument("http-port"));
    }

    [Fact]
    public void Services_and_policies_name_ports_of_the_container()
    {
        IEnumerable<string> served = Manifests.All<V1Service>()
            .SelectMany(service => service.Spec.Ports).Select(port => port.TargetPort.Value);
        IEnumerable<string> allowed = Manifests.One<V1NetworkPolicy>().Spec.Ingress
            .SelectMany(rule => rule.Ports).Select(port => port.Port.Value);

        served.Concat(allowed).Except(Manifests.Container.Ports.Select(port => port.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_silos_reach_the_port_of_silos()
    {
        V1NetworkPolicyIngressRule rule = Manifests.One<V1NetworkPolicy>().Spec.Ingress
            .Where(rule => rule.Ports.Any(port => port.Port.Value == "silo")).ShouldHaveSingleItem();

        rule.Ports.Count.ShouldBe(1);
        rule.FromProperty.ShouldHaveSingleItem().PodSelector.MatchLabels
            .ShouldBe(Manifests.Silos.Spec.Selector.MatchLabels);
        Manifests.All<V1Service>().SelectMany(service => service.Spec.Ports)
            .ShouldAllBe(port => port.TargetPort.Value != "silo");
    }

    [Fact]
    public void A_pod_is_given_the_time_that_a_silo_needs_to_leave()
    {
        long noticing = Manifests.Container.Lifecycle.PreStop.Sleep.Seconds;
        int draining = int.Parse(Manifests.Argument("drain-seconds"), CultureInfo.InvariantCulture);

        TimeSpan needed = TimeSpan.FromSeconds(noticing + draining) + SiloSettings.LongestStop;

        TimeSpan.FromSeconds(Manifests.Pod.Spec.TerminationGracePeriodSeconds!.Value).ShouldBeGreaterThan(needed);
    }

    /// <summary>An operator's drain, too: balancers know it from the probe alone.</summary>
    [Fact]
    public void A_drain_lasts_until_the_readiness_probe_has_noticed()
    {
        V1Probe readiness = Manifests.Container.ReadinessProbe;
        int noticed = (readiness.PeriodSeconds!.Value + readiness.TimeoutSeconds!.Value)
            * readiness.FailureThreshold!.Value;

        int.Parse(Manifests.Argument("drain-seconds"), CultureInfo.InvariantCulture).ShouldBeGreaterThan(noticed);
    }

    [Fact]
    public void One_silo_at_a_time_is_taken_away()
    {
        Manifests.One<V1PodDisruptionBudget>().Spec.MaxUnavailable.Value.ShouldBe("1");
        Manifests.Silos.Spec.Strategy.RollingUpdate.MaxUnavailable.Value.ShouldBe("0");
        Manifests.Silos.Spec.Strategy.RollingUpdate.MaxSurge.Value.ShouldBe("1");
        Manifests.Silos.Spec.Replicas!.Value.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void A_silo_has_no_rights_on_its_node()
    {
        V1PodSecurityContext pod = Manifests.Pod.Spec.SecurityContext;
        V1SecurityContext container = Manifests.Container.SecurityContext;

        pod.RunAsNonRoot.ShouldBe(true);
        pod.RunAsUser!.Value.ShouldNotBe(RootUser);
        pod.SeccompProfile.Type.ShouldBe("RuntimeDefault");
        container.ReadOnlyRootFilesystem.ShouldBe(true);
        container.AllowPrivilegeEscalation.ShouldBe(false);
        container.Capabilities.Drop.ShouldBe(["ALL"]);
    }

    [Fact]
    public void Memory_is_as_large_as_asked_for_and_processor_time_is_not_limited()
    {
        V1ResourceRequirements resources = Manifests.Container.Resources;

        resources.Limits["memory"].ToString().ShouldBe(resources.Requests["memory"].ToString());
        resources.Requests.ShouldContainKey("cpu");
        resources.Limits.ShouldNotContainKey("cpu");
    }
}
