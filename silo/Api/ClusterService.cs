using Grpc.Core;
using Qianliyan.Api.Cluster;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.ClusterService.</summary>
sealed class ClusterService(ClusterStatus cluster, ClusterBackup backup, CallLifetime lifetime, CallGuard guard)
    : V1.ClusterService.ClusterServiceBase
{
    public override Task<V1.Cluster> GetCluster(V1.GetClusterRequest request, ServerCallContext context) =>
        guard.Run(cluster.Get(context.CancellationToken), context);

    public override Task<V1.Silo> DrainSilo(V1.DrainSiloRequest request, ServerCallContext context) =>
        guard.Run(cluster.Drain(request, context.CancellationToken), context);

    public override Task BackUpCluster(
        V1.BackUpClusterRequest request,
        IServerStreamWriter<V1.BackUpClusterResponse> responseStream,
        ServerCallContext context) =>
        guard.Run(lifetime.Run(token => backup.Run(responseStream, token), context.CancellationToken), context);
}
