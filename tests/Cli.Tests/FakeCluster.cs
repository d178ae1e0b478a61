using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>Two silos; the second, once drained, is stopping at the next look and gone at the one after.</summary>
public sealed class FakeCluster : ClusterService.ClusterServiceBase
{
    int _looks = -1;

    public List<DrainSiloRequest> Drained { get; } = [];

    /// <summary>A backup ends with an error before its end.</summary>
    public bool BreaksOff { get; set; }

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

    /// <summary>Of one twin with two entries, the second with its raw frame, and a frame that was refused.</summary>
    public override async Task BackUpCluster(
        BackUpClusterRequest request,
        IServerStreamWriter<BackUpClusterResponse> responseStream,
        ServerCallContext context)
    {
        const long Noon = 1_767_240_000_000;
        var frame = new JournalAttachment("why"u8.ToArray(), "##1"u8.ToArray());
        using var writer = new BackupWriter(async (bytes, totals) => await responseStream.WriteAsync(
            new BackUpClusterResponse
            {
                Data = ByteString.CopyFrom(bytes.Span),
                Progress = new BackupProgress { Twins = 1, TotalTwins = 1, Entries = totals.Entries },
            },
            context.CancellationToken));
        await writer.BeginAsync(new BackupHeader("1.2.3", "hebei", Noon));
        var runs = new EntryRuns();
        TwinCut cut = TwinCut.Start("points/A-31");
        foreach (JournalAttachment? kept in (JournalAttachment?[])[null, frame])
        {
            JournalHash? digest = kept is { } bytes ? JournalChain.Digest(bytes) : null;
            long sequence = cut.Sequence + 1;
            JournalHash hash = JournalChain.Next(cut.Hash, sequence, 2, 1, Noon, digest, "payload"u8);
            var entry = new JournalEntry(sequence, 2, 1, Noon, "payload"u8.ToArray(), hash, digest);
            cut = new TwinCut(cut.Twin, sequence, hash);
            runs.Add(new SealedEntry(cut.Twin, entry, kept), cut);
        }

        await writer.WriteAsync(runs);
        if (BreaksOff)
        {
            throw new RpcException(
                new Status(StatusCode.Unavailable, "The silo is about to leave; another one answers."));
        }

        await writer.WriteAsync([new RejectedFrame("0001", frame)]);
        await writer.EndAsync([cut], Noon + 7_000);
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
