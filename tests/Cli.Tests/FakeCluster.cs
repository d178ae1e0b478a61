using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>Two silos; the second, once drained, is stopping at the next look and gone at the one after.</summary>
public sealed class FakeCluster : ClusterService.ClusterServiceBase
{
    int _looks = -1;

    public List<DrainSiloRequest> Drained { get; } = [];

    public override Task<V1.Cluster> GetCluster(GetClusterRequest request, ServerCallContext context)
    {
        if (Drained.Count > 0)
            _looks++;
        var cluster = new V1.Cluster
        {
            Name = "cluster",
            ClusterId = "hebei",
            MembershipVersion = 7,
            Silos = { Silo("10.0.0.4:11111@1", SiloState.Active) },
        };
        if (_looks < 1)
            cluster.Silos.Add(Silo("10.0.0.5:11111@2", _looks < 0 ? SiloState.Silent : SiloState.Stopping));
        return Task.FromResult(cluster);
    }

    public override Task<Silo> DrainSilo(DrainSiloRequest request, ServerCallContext context)
    {
        Drained.Add(request);
        return Task.FromResult(Silo("10.0.0.5:11111@2", SiloState.Draining));
    }

    static Silo Silo(string address, SiloState state)
    {
        var silo = new Silo { Name = $"cluster/silos/{address}", State = state };
        if (state == SiloState.Silent)
            return silo;
        silo.StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(-5));
        silo.Version = "0.1.0";
        silo.Cores = 0.314;
        silo.MemoryBytes = 512 << 20;
        silo.Devices = 2_500;
        silo.FramesPerSecond = 1_234.56;
        silo.Storage = new StorageLoad { CommitsPerSecond = 99.9, MedianMilliseconds = 2.5, P99Milliseconds = 17 };
        silo.Outboxes = new OutboxLag { Lanes = 3, OldestSeconds = 12.4 };
        silo.Feeds = new FeedLag { Watchers = 4, WaitingUpdates = 5 };
        silo.Twins.Add(new TwinCount { Kind = "points", Active = 30_000 });
        silo.SlowestTurns.Add(new SlowTurn { Twin = "regions/130100", Milliseconds = 88.8 });
        return silo;
    }
}
