using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Cli.Backups;

/// <summary>
/// <c>qly backup verify</c>: whether a file is a whole backup, every byte as it was written. No server is asked.
/// </summary>
static class VerifyCommand
{
    public static Command Create(Option<bool> json, Terminal terminal)
    {
        Argument<string> file = new("file") { Description = "File that 'qly backup' wrote." };
        var command = new Command(
            "verify",
            "Read a backup whole and prove it: every block, every journal's hash chain, manifest and counts. "
            + "Exit code 2, and where the fault is, when it does not hold.")
        {
            file,
        };
        command.SetAction((parsed, cancellationToken) =>
            Run(parsed.GetRequiredValue(file), parsed.GetValue(json), terminal, cancellationToken));
        return command;
    }

    static async Task<int> Run(string file, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        try
        {
            await using FileStream stream = File.OpenRead(file);
            BackupContents contents = await new BackupFile(stream).VerifyAsync(cancellationToken);
            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(began);
            await terminal.Out.WriteLineAsync(
                json ? BackupText.Json(file, contents, elapsed) : BackupText.Of(file, contents, elapsed));
            return ExitCodes.Done;
        }
        catch (BackupFaultException fault)
        {
            await terminal.Error.WriteLineAsync($"{file}: {fault.Message}");
            return ExitCodes.Refused;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Stopped.");
            return ExitCodes.Failed;
        }
    }
}
