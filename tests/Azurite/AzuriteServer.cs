using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Qianliyan.Azurite;

/// <summary>
/// One emulator of Azure Table storage on a free port, with its data in a folder that goes with it. Installed
/// by npm when it is not there yet.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    // Public and the same in every emulator: it guards nothing.
    const string Account = "devstoreaccount1";
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly string _script;
    readonly IPAddress _host;
    readonly int _port;
    readonly string _folder = Directory.CreateTempSubdirectory("qianliyan-azurite-").FullName;
    Process? _node;

    AzuriteServer(string script, IPAddress host, int port)
    {
        _script = script;
        _host = host;
        _port = port;
    }

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={Endpoint};");

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://{_host}:{_port}/{Account}"));

    public static Task<AzuriteServer> StartNewAsync(CancellationToken cancellationToken) =>
        StartNewAsync(IPAddress.Loopback, cancellationToken);

    /// <param name="host">The address of this machine at which it listens.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public static async Task<AzuriteServer> StartNewAsync(IPAddress host, CancellationToken cancellationToken)
    {
        var server = new AzuriteServer(await AzuriteInstallation.EnsureAsync(cancellationToken), host, FreePort());
        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it again on its port, over what the last <see cref="StopAsync"/> left on disk.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var port = _port.ToString(CultureInfo.InvariantCulture);
        _node = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                "--require", AzuriteInstallation.Preload,
                _script, "--tableHost", $"{_host}", "--tablePort", port, "--location", _folder,
                "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start; Azurite needs Node.js 20 or later.");
        _node.BeginOutputReadLine();
        _node.BeginErrorReadLine();
        await UntilListeningAsync(_node, cancellationToken);
    }

    /// <summary>Stops it with everything on disk: SIGINT is the one signal on which it writes its tail.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_node is { } node)
        {
            _node = null;
            await node.SignalAsync("INT", cancellationToken);
            await node.WaitForExitAsync(cancellationToken);
            node.Dispose();
        }
    }

    /// <summary>Holds it still: connections stay, and nothing is answered.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken) => Running.SignalAsync("STOP", cancellationToken);

    public Task ThawAsync(CancellationToken cancellationToken) => Running.SignalAsync("CONT", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_node is { } node)
        {
            node.Kill(entireProcessTree: true);
            await node.WaitForExitAsync();
            node.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    Process Running => _node ?? throw new InvalidOperationException("Azurite is stopped.");

    async Task UntilListeningAsync(Process node, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(_host, _port, cancellationToken);
                return;
            }
            catch (SocketException) when (!node.HasExited && waited.Elapsed < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
