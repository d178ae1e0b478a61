using System.Diagnostics;

namespace Qianliyan.Infrastructure.Tests;

/// <summary>
/// Tools that tests install for themselves, in a cache of this user: by whichever test process comes first, while the
/// others wait.
/// </summary>
static class ToolCache
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="name">Says tool and version.</param>
    /// <param name="install">Fills the folder; what it throws leaves the tool uninstalled.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The tool's folder.</returns>
    public static async Task<string> Ensure(
        string name, Func<string, Task> install, CancellationToken cancellationToken)
    {
        string local = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        string folder = Path.Combine(local, "qianliyan", name);
        Directory.CreateDirectory(folder);
        string complete = Path.Combine(folder, "complete");
        await using FileStream held = await Lock(Path.Combine(folder, "lock"), cancellationToken);
        if (!File.Exists(complete))
        {
            await install(folder);
            await File.WriteAllTextAsync(complete, "", cancellationToken);
        }

        return folder;
    }

    static async Task<FileStream> Lock(string path, CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }
}
