using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Replay.Policies;

/// <summary>Reads the archive before the silo starts, and looks again from time to time: another silo may have written.</summary>
/// <remarks>
/// A store that holds none yet begins with the shipped national policy, or with the file the silo was started with. Such
/// a file is put in force at every start; a shipped one that has become newer waits for somebody to put it in force.
/// </remarks>
public sealed partial class PolicyRefresh(
    PolicyArchive archive, PolicyStart start, TimeProvider time, ILogger<PolicyRefresh> logger)
    : BackgroundService
{
    const string By = "silo";
    static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await archive.Refresh(cancellationToken);
        if (start.Yaml is { } yaml)
            await archive.PutInForce(yaml, start.Sibling, By, "the silo was started with this file", cancellationToken);
        else if (archive.Book.Number == 0)
            await archive.PutInForce(PolicyFile.NationalText, start.Sibling, By, "as shipped", cancellationToken);
        foreach (PolicyIssue issue in archive.Book.Issues)
        {
            if (archive.Book.DocumentOf(issue.Version)!.Added is { Count: > 0 } added)
                LogAdded(logger, issue.Version, string.Join(", ", added), PolicyFile.National.Version);
        }

        string inForce = archive.Book.InForce(region: null).Version;
        if (inForce != PolicyFile.National.Version)
            LogOther(logger, inForce, PolicyFile.National.Version);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await Next(timer, stoppingToken))
        {
            try
            {
                await archive.Refresh(stoppingToken);
            }
            catch (Exception e) when (e is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, e);
            }
        }
    }

    static async ValueTask<bool> Next(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(
        3, LogLevel.Warning,
        "Policy {Version} was put in force before policies had {Fields}: there it is read with those of {Shipped}.")]
    static partial void LogAdded(ILogger logger, string version, string fields, string shipped);

    [LoggerMessage(2, LogLevel.Information, "Policy {InForce} is in force; the shipped one is {Shipped}.")]
    static partial void LogOther(ILogger logger, string inForce, string shipped);

    [LoggerMessage(1, LogLevel.Error, "The archive of policies could not be read; the policies known so far hold.")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
