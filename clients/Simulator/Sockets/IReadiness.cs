using System.Net.Sockets;

namespace Qianliyan.Simulator.Sockets;

/// <summary>Waits for many sockets at once, level-triggered. For one thread.</summary>
interface IReadiness : IDisposable
{
    /// <summary>Watches a connected or listening socket for input.</summary>
    void Add(Socket socket, int token);

    /// <summary>Watches it for room to write too, or no longer.</summary>
    void WatchWritable(Socket socket, int token, bool watch);

    /// <summary>Must come before the socket is closed.</summary>
    void Remove(Socket socket, int token);

    /// <summary>Fills in the tokens that are ready; a broken connection counts as ready.</summary>
    /// <returns>How many.</returns>
    int Wait(Span<int> ready, TimeSpan timeout);
}

static class Readiness
{
    public static IReadiness Create() => OperatingSystem.IsLinux() ? new EpollReadiness() : new SelectReadiness();
}
