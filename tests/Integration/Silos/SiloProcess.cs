using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Qianliyan.Azurite;

namespace Qianliyan.Integration.Silos;

/// <summary>A silo as an operator runs it: a process of its own, on ports and a directory of its own.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);

    readonly string[] _extra;
    readonly SiloPlace _place;
    readonly int[] _ports = FreePorts.Take(4);
    readonly StringBuilder _output = new();
    Process? _process;
    bool _keepsDirectory;

    SiloProcess(string directory, string[] extra, SiloPlace place) =>
        (Directory, _extra, _place) = (directory, extra, place);

    public string Directory { get; }

    public Uri Http => new($"http://{_place.Address}:{_ports[0]}");

    public Uri Grpc => new($"http://{_place.Address}:{_ports[1]}");

    public IPEndPoint Devices => new(_place.Address, _ports[2]);

    /// <summary>Where the other silos reach it; its name in the cluster without the generation.</summary>
    public string Address => $"{_place.Address}:{_ports[3]}";

    public bool IsRunning => _process is { HasExited: false };

    public int ProcessId => _process?.Id ?? 0;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static Task<SiloProcess> Start(CancellationToken cancellationToken, params string[] extra) =>
        StartAt(SiloPlace.Here, cancellationToken, extra);

    /// <summary>A silo with environment variables of its own beside those of the tests.</summary>
    public static Task<SiloProcess> StartWith(
        IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken, params string[] extra) =>
        StartAt(SiloPlace.Here with { Variables = variables }, cancellationToken, extra);

    /// <summary>A silo on a host, or by a clock, of its own.</summary>
    public static async Task<SiloProcess> StartAt(
        SiloPlace place, CancellationToken cancellationToken, params string[] extra)
    {
        var silo = new SiloProcess(System.IO.Directory.CreateTempSubdirectory("qianliyan-").FullName, extra, place);
        await silo.StartAgain(cancellationToken);
        return silo;
    }

    /// <summary>A silo on a directory of the caller's, who also removes it.</summary>
    public static async Task<SiloProcess> StartIn(
        string directory, CancellationToken cancellationToken, params string[] extra)
    {
        var silo = new SiloProcess(directory, extra, SiloPlace.Here) { _keepsDirectory = true };
        await silo.StartAgain(cancellationToken);
        return silo;
    }

    /// <summary>Starts the process on the same directory and ports, and returns when it is ready.</summary>
    public async Task StartAgain(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_place.Launch[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in _place.Launch.Skip(1).Concat(Arguments()))
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in _place.Variables)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilReady(cancellationToken);
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator's service manager sends it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits for the process to end by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Ended(CancellationToken cancellationToken)
    {
        await _process!.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>SIGSTOP: it stands still with all its connections open.</summary>
    public Task Freeze() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public Task Thaw() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await Kill();
        _process?.Dispose();
        if (!_keepsDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    Task Signal(string signal) => _process!.SignalAsync(signal, CancellationToken.None);

    IEnumerable<string> Arguments() =>
    [
        "exec", Path.Combine(AppContext.BaseDirectory, "Qianliyan.Silo.dll"),
        "--data", Directory,
        "--http-port", Text(_ports[0]), "--grpc-port", Text(_ports[1]),
        "--hj212-port", Text(_ports[2]), "--silo-port", Text(_ports[3]),
        .. _place.Options,
        .. _extra,
    ];

    async Task UntilReady(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Http };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(timeout.Token))
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The silo ended with {_process.ExitCode}: {Output}");
            try
            {
                using HttpResponseMessage answer = await http.GetAsync("/healthz/ready", timeout.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                continue;
            }
        }
    }

    void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
