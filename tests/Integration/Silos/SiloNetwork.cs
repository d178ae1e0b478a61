using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Qianliyan.Integration.Silos;

/// <summary>
/// Hosts of a network of their own: a network namespace each, behind one bridge, at which this machine is host 1. What
/// two of them send each other can be lost while both still reach this machine, where the storage is.
/// </summary>
/// <remarks>Needs the rights of root and <c>ip</c> (Debian: iproute2).</remarks>
public sealed class SiloNetwork : IAsyncDisposable
{
    const int FirstHost = 10;

    readonly string _name = $"qly{Environment.ProcessId % 100_000}";
    readonly int _subnet = Environment.ProcessId % 254;
    readonly int _hosts;

    SiloNetwork(int hosts) => _hosts = hosts;

    /// <summary>This machine, as the hosts reach it.</summary>
    public IPAddress Here => AddressOf(1);

    public IEnumerable<SiloPlace> Places => Enumerable.Range(0, _hosts).Select(
        host => new SiloPlace(
            AddressOf(FirstHost + host), ["ip", "netns", "exec", Namespace(host), "dotnet"], new Dictionary<string, string>()));

    /// <exception cref="InvalidOperationException">The system does not let it; the message has what it said.</exception>
    public static async Task<SiloNetwork> Create(int hosts, CancellationToken cancellationToken)
    {
        var network = new SiloNetwork(hosts);
        await network.Bridge(cancellationToken);
        for (int host = 0; host < hosts; host++)
            await network.AddHost(host, cancellationToken);
        return network;
    }

    /// <summary>From now on nothing of what this host and the others send each other arrives.</summary>
    public Task Cut(int host, CancellationToken cancellationToken) => Route("add", host, cancellationToken);

    /// <summary>Undoes <see cref="Cut"/>.</summary>
    public Task Mend(int host, CancellationToken cancellationToken) => Route("del", host, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        for (int host = 0; host < _hosts; host++)
            await Ip(CancellationToken.None, "netns", "del", Namespace(host));
        await Ip(CancellationToken.None, "link", "del", _name);
    }

    async Task Bridge(CancellationToken cancellationToken)
    {
        await Ip(cancellationToken, "link", "add", _name, "type", "bridge");
        await Ip(cancellationToken, "addr", "add", $"{Here}/24", "dev", _name);
        await Ip(cancellationToken, "link", "set", _name, "up");
    }

    async Task AddHost(int host, CancellationToken cancellationToken)
    {
        string inside = Namespace(host);
        await Ip(cancellationToken, "netns", "add", inside);
        await Ip(cancellationToken, "link", "add", inside, "type", "veth", "peer", "name", "eth0", "netns", inside);
        await Ip(cancellationToken, "link", "set", inside, "master", _name, "up");
        await Ip(cancellationToken, "-n", inside, "addr", "add", $"{AddressOf(FirstHost + host)}/24", "dev", "eth0");
        await Ip(cancellationToken, "-n", inside, "link", "set", "eth0", "up");
        await Ip(cancellationToken, "-n", inside, "link", "set", "lo", "up");
    }

    async Task Route(string verb, int host, CancellationToken cancellationToken)
    {
        for (int other = 0; other < _hosts; other++)
        {
            if (other != host)
                await Ip(cancellationToken, "-n", Namespace(host), "route", verb, "blackhole", $"{AddressOf(FirstHost + other)}/32");
        }
    }

    IPAddress AddressOf(int host) => new([10, 213, (byte)_subnet, (byte)host]);

    string Namespace(int host) => string.Create(CultureInfo.InvariantCulture, $"{_name}-{host}");

    static async Task Ip(CancellationToken cancellationToken, params string[] arguments)
    {
        using Process ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        string errors = await ip.StandardError.ReadToEndAsync(cancellationToken);
        await ip.WaitForExitAsync(cancellationToken);
        if (ip.ExitCode != 0)
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)} failed: {errors}");
    }
}
