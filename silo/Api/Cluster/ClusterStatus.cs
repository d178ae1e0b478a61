using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api.Cluster;

/// <summary>Answers GetCluster and DrainSilo from the membership and what each silo reports of itself.</summary>
sealed partial class ClusterStatus(
    IClusterMembershipService membership,
    SiloDesks desks,
    IOptions<ClusterOptions> cluster,
    TimeProvider time,
    ILogger<ClusterStatus> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<V1.Cluster> Get(CancellationToken cancellationToken)
    {
        ClusterMembershipSnapshot snapshot = membership.CurrentSnapshot;
        V1.Silo[] silos = await Task.WhenAll(Present(snapshot).Select(member => Look(member, cancellationToken)));
        return new V1.Cluster
        {
            Name = SiloNames.Cluster,
            ClusterId = cluster.Value.ClusterId,
            MembershipVersion = snapshot.Version.Value,
            Silos = { silos },
        };
    }

    public async Task<V1.Silo> Drain(V1.DrainSiloRequest request, CancellationToken cancellationToken)
    {
        string address = SiloNames.AddressIn(request.Name);
        ClusterMember[] present = [.. Present(membership.CurrentSnapshot)];
        ClusterMember silo = Array.Find(present, member => SiloNames.IsMeant(address, member.SiloAddress))
            ?? throw ApiError.NotFound(request.Name, "is not in the cluster");
        if (!request.AllowLast && !present.Any(other => other != silo && other.Status == SiloStatus.Active))
        {
            throw ApiError.Precondition(
                request.Name, $"{request.Name} is the last active silo; without it nothing serves (allow_last)");
        }

        await desks.Of(silo.SiloAddress).Drain().WaitAsync(Patience, time, cancellationToken);
        LogDrained(logger, silo.SiloAddress);
        return await Look(silo, cancellationToken);
    }

    static IEnumerable<ClusterMember> Present(ClusterMembershipSnapshot snapshot) => snapshot.Members.Values
        .Where(member => member.Status is not (SiloStatus.Dead or SiloStatus.None or SiloStatus.Created))
        .OrderBy(member => member.SiloAddress);

    /// <summary>A silo that does not answer in time is shown without a report.</summary>
    async Task<V1.Silo> Look(ClusterMember member, CancellationToken cancellationToken)
    {
        try
        {
            SiloReport report = await desks.Of(member.SiloAddress).Report().WaitAsync(Patience, time, cancellationToken);
            return SiloMap.Of(member, report);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            LogSilent(logger, e, member.SiloAddress);
            return SiloMap.Silent(member);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Silo {Silo} does not report.")]
    static partial void LogSilent(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(2, LogLevel.Information, "Silo {Silo} was told to leave.")]
    static partial void LogDrained(ILogger logger, SiloAddress silo);
}
