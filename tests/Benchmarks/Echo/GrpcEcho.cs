using System.Globalization;
using System.Net;
using Google.Protobuf;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Echo;

/// <summary>The raw ceiling of gRPC, in a process of its own.</summary>
sealed class GrpcEcho : IAsyncDisposable
{
    readonly ChildProcess _process;
    readonly string _answer;

    GrpcEcho(ChildProcess process, string answer, Uri address) =>
        (_process, _answer, Address) = (process, answer, address);

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts a server that answers every GetPoint with this message.</summary>
    public static async Task<GrpcEcho> Start(Point answer, CancellationToken cancellationToken)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, answer.ToByteArray(), cancellationToken);
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePorts.Take(1)[0]);
        string[] arguments =
        [
            EchoCommand.Verb, EchoCommand.PortOption, endPoint.Port.ToString(CultureInfo.InvariantCulture),
            EchoCommand.AnswerOption, file,
        ];
        ChildProcess process = await ChildProcess.Start(
            "Qianliyan.Benchmarks.dll", arguments, endPoint, cancellationToken);
        return new GrpcEcho(process, file, new Uri($"http://{endPoint}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        File.Delete(_answer);
    }
}
