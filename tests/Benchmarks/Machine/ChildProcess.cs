using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Qianliyan.Benchmarks.Machine;

/// <summary>A server of this benchmark in a process of its own. It is killed with its owner's end.</summary>
sealed class ChildProcess : IAsyncDisposable
{
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly StringBuilder _errors = new();

    ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts a .NET assembly beside this one and returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it wrote.</exception>
    public static async Task<ChildProcess> Start(
        string assembly, string[] arguments, IPEndPoint listens, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
            start.ArgumentList.Add(argument);
        // The silo runs with the server collector; its ceiling must not run with less.
        start.Environment["DOTNET_gcServer"] = "1";
        start.Environment["DOTNET_gcConcurrent"] = "1";
        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, _) => { };
        child._process.ErrorDataReceived += (_, line) => child._errors.AppendLine(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        try
        {
            await child.UntilListening(listens, cancellationToken);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    async Task UntilListening(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(timeout.Token))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[1]} ended: {_errors}");
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(endPoint, timeout.Token);
                return;
            }
            catch (SocketException)
            {
                continue;
            }
        }
    }
}
