using System.Diagnostics;
using System.Security.Cryptography;

namespace Qianliyan.Azurite;

/// <summary>
/// The emulator's npm packages, in a cache of this user: put there once per lock file, by whichever test process comes
/// first, while the others wait.
/// </summary>
static class AzuriteInstallation
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    static string Manifest => Path.Combine(AppContext.BaseDirectory, "azurite");

    /// <summary>What node loads before the emulator, to bring it nearer to the service.</summary>
    public static string Preload => Path.Combine(Manifest, "preload", "index.cjs");

    /// <returns>The script that serves tables.</returns>
    /// <exception cref="InvalidOperationException">npm is missing or failed; the message has its output.</exception>
    public static async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "qianliyan",
            "azurite-" + await DigestAsync(cancellationToken));
        Directory.CreateDirectory(folder);
        var complete = Path.Combine(folder, "complete");
        using (await LockAsync(Path.Combine(folder, "lock"), cancellationToken))
        {
            if (!File.Exists(complete))
            {
                await InstallAsync(folder, cancellationToken);
                await File.WriteAllTextAsync(complete, "", cancellationToken);
            }
        }

        return Path.Combine(folder, "node_modules", "azurite", "dist", "src", "table", "main.js");
    }

    static async Task<string> DigestAsync(CancellationToken cancellationToken)
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Manifest, "package-lock.json"), cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12];
    }

    static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(Manifest))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start)
            ?? throw new InvalidOperationException("npm did not start; Azurite needs Node.js 20 or later with npm.");
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci failed in '{folder}':\n{await output}\n{await errors}");
        }
    }

    static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }
}
