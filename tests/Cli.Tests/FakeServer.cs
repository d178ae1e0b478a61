using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Qianliyan.Cli.Tests;

/// <summary>A server of the API on a free port, with scripted answers.</summary>
sealed class FakeServer : IAsyncDisposable
{
    readonly WebApplication _app;

    FakeServer(WebApplication app) => _app = app;

    public FakeTwins Twins => _app.Services.GetRequiredService<FakeTwins>();

    public FakeRegistry Registry => _app.Services.GetRequiredService<FakeRegistry>();

    public FakePolicies Policies => _app.Services.GetRequiredService<FakePolicies>();

    public FakeMarks Marks => _app.Services.GetRequiredService<FakeMarks>();

    public FakeSupervision Supervision => _app.Services.GetRequiredService<FakeSupervision>();

    public FakeCluster Cluster => _app.Services.GetRequiredService<FakeCluster>();

    public string Address => _app.Urls.Single();

    public static async Task<FakeServer> Start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<FakeTwins>().AddSingleton<FakeRegistry>().AddSingleton<FakePolicies>()
            .AddSingleton<FakeMarks>().AddSingleton<FakeSupervision>().AddSingleton<FakeCluster>();
        WebApplication app = builder.Build();
        app.MapGrpcService<FakeTwins>();
        app.MapGrpcService<FakeRegistry>();
        app.MapGrpcService<FakePolicies>();
        app.MapGrpcService<FakeMarks>();
        app.MapGrpcService<FakeSupervision>();
        app.MapGrpcService<FakeCluster>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FakeServer(app);
    }

    public Task<CliRun> Run(params string[] arguments) => CliRun.Of([.. arguments, "--server", Address]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
