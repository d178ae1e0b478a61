using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Qianliyan.Storage.Clustering;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.GrainState;
using Qianliyan.Storage.Reminders;

namespace Qianliyan.Storage.Tests.Silos;

/// <summary>A silo whose membership, grain state and reminders all lie in the embedded store.</summary>
public sealed class SiloTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-silo-").FullName;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task State_and_reminders_outlive_the_silo_and_its_cluster_id()
    {
        using (var first = await StartAsync("cluster-1"))
        {
            var notebook = first.Services.GetRequiredService<IGrainFactory>().GetGrain<INotebook>("a/b");
            await notebook.Write("kept");
            await notebook.Remind("daily");
            await first.StopAsync(Token);
        }

        using var second = await StartAsync("cluster-2");
        var again = second.Services.GetRequiredService<IGrainFactory>().GetGrain<INotebook>("a/b");

        (await again.Read()).ShouldBe("kept");
        (await again.Reminders()).ShouldBe(["daily"]);
        var store = second.Services.GetRequiredService<IEntityStore>();
        var members = await store.ReadPageAsync(new(StorageTables.Membership, "cluster-2", From: "silo/"), Token);
        members.Entities.Count(row => row.Row.StartsWith("silo/", StringComparison.Ordinal)).ShouldBe(1);
        await second.StopAsync(Token);
    }

    async Task<IHost> StartAsync(string clusterId)
    {
        var host = Host.CreateDefaultBuilder()
            .UseOrleans(silo =>
            {
                silo.Services.AddEmbeddedStore(options => options.Directory = _directory);
                silo.Configure<ClusterOptions>(
                    options => (options.ClusterId, options.ServiceId) = (clusterId, "service"));
                silo.ConfigureEndpoints(IPAddress.Loopback, FreePort(), gatewayPort: 0);
                silo.UseSystemTextJsonGrainStorageSerializer();
                silo.UseEntityClustering().UseEntityReminders().AddEntityGrainStorage("Default");
            })
            .Build();
        await host.StartAsync(Token);
        return host;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
