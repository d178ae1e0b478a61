using System.Globalization;
using System.Net;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Benchmarks.Devices;

/// <summary>The raw ceiling of TCP: <c>simulator echo</c> in a process of its own.</summary>
sealed class TcpEcho : IAsyncDisposable
{
    readonly ChildProcess _process;

    TcpEcho(ChildProcess process, IPEndPoint endPoint) => (_process, EndPoint) = (process, endPoint);

    public IPEndPoint EndPoint { get; }

    public int ProcessId => _process.Id;

    public static async Task<TcpEcho> Start(CancellationToken cancellationToken)
    {
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePorts.Take(1)[0]);
        string[] arguments = ["echo", "--port", endPoint.Port.ToString(CultureInfo.InvariantCulture)];
        return new TcpEcho(
            await ChildProcess.Start("Qianliyan.Simulator.dll", arguments, endPoint, cancellationToken), endPoint);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
