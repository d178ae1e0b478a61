using System.Net;

namespace Qianliyan.Integration.Silos;

/// <summary>Where a silo's process runs.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Launch">The command that runs .NET programs there.</param>
/// <param name="Variables">Environment variables of its own beside those of the tests.</param>
public sealed record SiloPlace(
    IPAddress Address, IReadOnlyList<string> Launch, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>What a silo must be told to listen there; it listens on the loopback address by itself.</summary>
    public string[] Options => IPAddress.IsLoopback(Address) ? [] : ["--listen", $"{Address}"];

    public static SiloPlace Here { get; } = new(IPAddress.Loopback, ["dotnet"], new Dictionary<string, string>());

    /// <summary>The same with a clock that is fast, or slow where the time is negative; waits are as long as ever.</summary>
    /// <exception cref="DirectoryNotFoundException">libfaketime is not installed.</exception>
    public SiloPlace ByClock(TimeSpan fast) => this with
    {
        Variables = new Dictionary<string, string>(Variables)
        {
            ["LD_PRELOAD"] = Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu")
                .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
                .FirstOrDefault(File.Exists)
                ?? throw new DirectoryNotFoundException("libfaketime is not installed (Debian: faketime)."),
            ["FAKETIME"] = FormattableString.Invariant($"{fast.TotalSeconds:+0;-0}s"),
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        },
    };
}
