using k8s;
using k8s.Models;

namespace Qianliyan.Infrastructure.Tests.Kubernetes;

/// <summary>The manifests under infra/kubernetes, read by models of the API: a field that they lack fails.</summary>
static class Manifests
{
    public const string Kustomization = "kustomization.yaml";

    static readonly string Folder = Repository.PathOf("infra", "kubernetes");

    /// <summary>Relative to infra/kubernetes.</summary>
    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != Kustomization)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Order(StringComparer.Ordinal);

    /// <summary>What the silos are made of, whatever the cloud.</summary>
    public static IReadOnlyList<object> Base { get; } =
        [.. Files.Where(file => file.StartsWith("base", StringComparison.Ordinal)).SelectMany(Read)];

    public static V1Deployment Silos => One<V1Deployment>();

    public static V1PodTemplateSpec Pod => Silos.Spec.Template;

    public static V1Container Container => Pod.Spec.Containers.ShouldHaveSingleItem();

    public static T One<T>() => All<T>().ShouldHaveSingleItem();

    public static IEnumerable<T> All<T>() => Base.OfType<T>();

    public static IEnumerable<object> Read(string file) => Parse(File.ReadAllText(Path.Combine(Folder, file)));

    public static IEnumerable<object> Parse(string text) => KubernetesYaml.LoadAllFromString(text, null, strict: true);

    /// <summary>The value of an option among the arguments of the container.</summary>
    public static string Argument(string option) => Container.Args
        .Single(argument => argument.StartsWith($"--{option}=", StringComparison.Ordinal))[(option.Length + 3)..];
}
