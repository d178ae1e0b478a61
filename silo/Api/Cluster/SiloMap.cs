using Google.Protobuf.WellKnownTypes;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Cluster;

/// <summary>From membership and report to the message.</summary>
static class SiloMap
{
    public static V1.Silo Of(ClusterMember member, SiloReport report)
    {
        V1.Silo silo = Member(member);
        if (member.Status == SiloStatus.Active)
            silo.State = report.IsDraining ? V1.SiloState.Draining : V1.SiloState.Active;
        silo.Version = report.Version;
        silo.StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(report.StartedAtUnixMs));
        silo.Cores = report.Load.Cores;
        silo.MemoryBytes = report.Load.MemoryBytes;
        silo.Devices = report.Load.Devices;
        silo.FramesPerSecond = report.Load.FramesPerSecond;
        silo.Storage = new V1.StorageLoad
        {
            CommitsPerSecond = report.Storage.CommitsPerSecond,
            MedianMilliseconds = report.Storage.MedianMs,
            P99Milliseconds = report.Storage.P99Ms,
        };
        silo.Outboxes = new V1.OutboxLag { Lanes = report.Untold.Lanes, OldestSeconds = report.Untold.OldestSeconds };
        silo.Feeds = new V1.FeedLag
        {
            Watchers = report.Watches.Watchers,
            WaitingUpdates = report.Watches.WaitingUpdates,
        };
        silo.Twins.AddRange(report.Twins.OrderBy(kind => kind.Kind).Select(kind => new V1.TwinCount
        {
            Kind = TwinName.Collection(kind.Kind),
            Active = kind.Active,
        }));
        silo.SlowestTurns.AddRange(report.SlowestTurns.Select(turn => new V1.SlowTurn
        {
            Twin = turn.Twin.ToString(),
            Milliseconds = turn.Milliseconds,
        }));
        return silo;
    }

    public static V1.Silo Silent(ClusterMember member)
    {
        V1.Silo silo = Member(member);
        if (member.Status == SiloStatus.Active)
            silo.State = V1.SiloState.Silent;
        return silo;
    }

    static V1.Silo Member(ClusterMember member) => new()
    {
        Name = SiloNames.Of(member.SiloAddress),
        Host = member.Name,
        State = member.Status == SiloStatus.Joining ? V1.SiloState.Joining : V1.SiloState.Stopping,
    };
}
