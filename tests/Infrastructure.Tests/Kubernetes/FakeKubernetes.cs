using System.Collections.Concurrent;
using System.Net;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Qianliyan.Infrastructure.Tests.Kubernetes;

/// <summary>
/// As much of the API server of Kubernetes as a silo talks to: pods of one namespace, to be got, listed and watched, as
/// far as a role allows it.
/// </summary>
sealed class FakeKubernetes : IAsyncDisposable
{
    readonly IList<V1PolicyRule> _allowed;
    readonly ConcurrentDictionary<string, V1Pod> _pods = new();
    readonly TaskCompletionSource _ending = new();
    readonly WebApplication _server;
    readonly string _config = Path.GetTempFileName();

    FakeKubernetes(V1Role role)
    {
        _allowed = role.Rules;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapMethods(
            "/api/v1/namespaces/{space}/pods/{name?}", ["GET", "PATCH", "DELETE"],
            (HttpContext context, string space, string? name) => Answer(context, space, name));
    }

    /// <summary>A file for KUBECONFIG.</summary>
    public string Config => _config;

    /// <summary>What was asked of pods, by verb, as a role names it; of lists with the labels looked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What the role does not allow.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    public static async Task<FakeKubernetes> Start(V1Role role, CancellationToken cancellationToken)
    {
        var fake = new FakeKubernetes(role);
        await fake._server.StartAsync(cancellationToken);
        string address = fake._server.Urls.Single();
        await File.WriteAllTextAsync(
            fake._config,
            $$"""
              apiVersion: v1
              kind: Config
              current-context: fake
              clusters: [{ name: fake, cluster: { server: "{{address}}" } }]
              users: [{ name: fake, user: { token: fake } }]
              contexts: [{ name: fake, context: { cluster: fake, user: fake } }]
              """,
            cancellationToken);
        return fake;
    }

    public void Add(V1Pod pod) => _pods[pod.Metadata.Name] = pod;

    public async ValueTask DisposeAsync()
    {
        _ending.TrySetResult();
        await _server.DisposeAsync();
        File.Delete(_config);
    }

    async Task Answer(HttpContext context, string space, string? name)
    {
        string verb = VerbOf(context.Request, name);
        Asked.Enqueue($"{verb} {context.Request.Query["labelSelector"]}".TrimEnd());
        if (!_allowed.Any(rule => rule.Resources.Contains("pods") && rule.Verbs.Contains(verb)))
        {
            Refused.Enqueue(verb);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (verb == "watch")
        {
            await context.Response.StartAsync(context.RequestAborted);
            await Task.WhenAny(_ending.Task, Task.Delay(Timeout.Infinite, context.RequestAborted));
        }
        else if (name is null)
        {
            await Write(context, PodsOf(space));
        }
        else if (_pods.TryGetValue(name, out V1Pod? pod) && pod.Metadata.NamespaceProperty == space)
        {
            await Write(context, pod);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    static string VerbOf(HttpRequest request, string? name) => request.Method switch
    {
        "GET" when request.Query["watch"] == "true" => "watch",
        "GET" when name is null => "list",
        string method => method.ToLowerInvariant(),
    };

    V1PodList PodsOf(string space) => new()
    {
        ApiVersion = "v1",
        Kind = V1PodList.KubeKind,
        Items = [.. _pods.Values.Where(pod => pod.Metadata.NamespaceProperty == space)],
    };

    static async Task Write(HttpContext context, object document)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(KubernetesJson.Serialize(document), context.RequestAborted);
    }
}
