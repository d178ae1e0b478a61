using System.CommandLine;
using System.Globalization;
using Qianliyan.Cli.Connecting;
using Qianliyan.Domain.Time;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Cli.Backups;

/// <summary><c>qly backup</c>: everything that is kept into one file, while the system goes on.</summary>
static class BackupCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> path = new("file-or-folder")
        {
            Description = "File to write, which must not be there yet; in a folder one is named for the time.",
        };
        var command = new Command(
            "backup",
            "Back up (备份) a running system, whole: journals, raw frames, frames without an observation, policies. Ask "
            + "any silo. While it is written the file ends in .partial, and is no backup; the same command begins it "
            + "again. A silo's 'restore' brings it into an empty store, of a directory or a cluster. It holds the "
            + "passwords of devices.")
        {
            path,
            VerifyCommand.Create(options.Json, terminal),
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            (session, token) => Run(
                session, FileAt(parsed.GetRequiredValue(path), TimeProvider.System.GetUtcNow()), token),
            cancellationToken));
        return command;
    }

    /// <summary>In a folder the name is the Beijing time of the beginning.</summary>
    public static string FileAt(string path, DateTimeOffset now)
    {
        if (!Directory.Exists(path) && !Path.EndsInDirectorySeparator(path))
            return path;
        string time = now.ToOffset(BeijingTime.Offset).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return Path.Combine(path, $"qianliyan-{time}.qlb");
    }

    static async Task<int> Run(Session session, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new IOException($"{file} is there already; name another file.");
        var download = new BackupDownload(session, file);
        long began = TimeProvider.System.GetTimestamp();
        try
        {
            BackupContents contents = await download.Run(cancellationToken);
            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(began);
            await session.Terminal.Out.WriteLineAsync(
                session.Json ? BackupText.Json(file, contents, elapsed) : BackupText.Of(file, contents, elapsed));
            return ExitCodes.Done;
        }
        catch (BackupFaultException fault)
        {
            await session.Terminal.Error.WriteLineAsync($"{download.Partial}: {fault.Message}");
            return ExitCodes.Refused;
        }
        catch when (File.Exists(download.Partial))
        {
            await session.Terminal.Error.WriteLineAsync(
                $"What came so far is in {download.Partial}, which is no backup; the same command begins again.");
            throw;
        }
    }
}
