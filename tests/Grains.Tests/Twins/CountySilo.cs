using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Twins;
using Qianliyan.Grains.Twins;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Tests.Twins;

/// <summary>A silo whose twins read a clock that stands still until it is moved.</summary>
sealed class CountySilo : IAsyncDisposable
{
    readonly IHost _host;

    CountySilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IJournal Journal => _host.Services.GetRequiredService<IJournal>();

    /// <summary>In memory: they go with the silo.</summary>
    public IReminderTable Reminders => _host.Services.GetRequiredService<IReminderTable>();

    public PolicyArchive Policies => _host.Services.GetRequiredService<PolicyArchive>();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="directory">Of its store.</param>
    /// <param name="time">The clock of its twins.</param>
    /// <param name="policy">Put in force at the start.</param>
    public static async Task<CountySilo> Start(string directory, FakeTimeProvider time, string policy)
    {
        IHost host = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans(silo =>
            {
                silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
                silo.UseInMemoryReminderService();
                silo.Services.AddEmbeddedStore(store => store.Directory = directory);
                silo.Services.AddSingleton(provider => new PolicyArchive(
                    provider.GetRequiredService<IJournal>(), time, NullLogger<PolicyArchive>.Instance));
                silo.Services.AddSingleton(provider => new TwinServices(
                    provider.GetRequiredService<IJournal>(), provider.GetRequiredService<PolicyArchive>(), new NobodyWatches(),
                    new ActiveTwins(), time, Options.Create(new TwinOptions()), NullLoggerFactory.Instance));
            })
            .Build();
        var archive = host.Services.GetRequiredService<PolicyArchive>();
        await archive.PutInForce(policy, _ => null, "bureau", "trial", Token);
        host.Services.GetRequiredService<TwinServices>();
        await host.StartAsync(Token);
        return new CountySilo(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    sealed class NobodyWatches : ITwinChanges
    {
        public bool IsWatched(Domain.Registry.TwinName name) => false;

        public void Publish(TwinStatus status)
        {
        }

        public void Publish(Finding finding)
        {
        }
    }
}
