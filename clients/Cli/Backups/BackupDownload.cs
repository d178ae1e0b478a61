using System.Globalization;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.Storage.Journal.Backups;
using Qianliyan.V1;

namespace Qianliyan.Cli.Backups;

/// <summary>Brings a backup into a file that has its name only when it is whole, on the disk, and proven.</summary>
sealed class BackupDownload(Session session, string file)
{
    static readonly TimeSpan SayEvery = TimeSpan.FromMilliseconds(200);

    long _said;
    int _shown;

    /// <summary>The file while it is not whole.</summary>
    public string Partial => file + ".partial";

    /// <exception cref="BackupFaultException">What was written is not what was sent.</exception>
    public async Task<BackupContents> Run(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await Receive(cancellationToken);
        await Clear();
        BackupContents contents;
        await using (FileStream written = File.OpenRead(Partial))
            contents = await new BackupFile(written).VerifyAsync(cancellationToken);
        File.Move(Partial, file);
        return contents;
    }

    async Task Receive(CancellationToken cancellationToken)
    {
        using AsyncServerStreamingCall<BackUpClusterResponse> call =
            session.Cluster.BackUpCluster(new BackUpClusterRequest(), cancellationToken: cancellationToken);
        FileStream? written = null;
        try
        {
            await foreach (BackUpClusterResponse next in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                written ??= File.Create(Partial);
                await written.WriteAsync(next.Data.Memory, cancellationToken);
                await Say(next.Progress);
            }

            written?.Flush(flushToDisk: true);
        }
        finally
        {
            if (written is not null)
                await written.DisposeAsync();
        }
    }

    /// <summary>How far it is, on a terminal, in a line that is written over.</summary>
    async Task Say(BackupProgress progress)
    {
        if (!session.Terminal.IsInteractive || session.Json)
            return;
        long now = TimeProvider.System.GetTimestamp();
        if (_said != 0 && TimeProvider.System.GetElapsedTime(_said, now) < SayEvery)
            return;
        _said = now;
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Twins:N0} of {CountText.Of(progress.TotalTwins, "twin")}, {progress.Entries:N0} entries, "
            + $"{progress.ContentBytes / 1e6:N1} MB");
        await session.Terminal.Out.WriteAsync("\r" + line.PadRight(_shown));
        _shown = line.Length;
    }

    async Task Clear()
    {
        if (_shown > 0)
            await session.Terminal.Out.WriteAsync("\r" + new string(' ', _shown) + "\r");
    }
}
