using System.Reflection;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Qianliyan.Replay.Backups;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Api.Cluster;

/// <summary>Answers BackUpCluster: a slow client slows the reading, nothing else.</summary>
sealed class ClusterBackup(
    StoreExport export,
    IJournal journal,
    IOptions<ApiOptions> options,
    IOptions<ClusterOptions> cluster,
    TimeProvider time)
{
    static readonly string Build = typeof(ClusterBackup).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public async Task Run(IServerStreamWriter<V1.BackUpClusterResponse> stream, CancellationToken cancellationToken)
    {
        var header = new BackupHeader(Build, cluster.Value.ClusterId, time.GetUtcNow().ToUnixTimeMilliseconds());
        long total = await journal.ListTwinsAsync(cancellationToken).LongCountAsync(cancellationToken);
        var sending = new Sending(stream, total, cancellationToken);
        using var writer = new BackupWriter(sending.Send);
        sending.Run = new BackupRun(export, writer, time);
        await sending.Run.Run(header, options.Value.BackupReadsAtATime, cancellationToken);
    }

    /// <summary>The stream to the client, which is told how far the run is.</summary>
    sealed class Sending(
        IServerStreamWriter<V1.BackUpClusterResponse> stream, long total, CancellationToken cancellationToken)
    {
        public BackupRun Run { get; set; } = null!;

        public async ValueTask Send(ReadOnlyMemory<byte> bytes, BackupTotals totals) => await stream.WriteAsync(
            new V1.BackUpClusterResponse
            {
                Data = UnsafeByteOperations.UnsafeWrap(bytes),
                Progress = new V1.BackupProgress
                {
                    Twins = Run.Twins,
                    TotalTwins = total,
                    Entries = totals.Entries,
                    ContentBytes = totals.ContentBytes,
                },
            },
            cancellationToken);
    }
}
