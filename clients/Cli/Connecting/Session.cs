using System.CommandLine;
using Grpc.Core;
using Grpc.Net.Client;
using Qianliyan.V1;

namespace Qianliyan.Cli.Connecting;

/// <summary>One command's connection to a server, and its terminal.</summary>
sealed class Session : IDisposable
{
    const int MaxMessageBytes = 64 * 1024 * 1024;

    /// <summary>
    /// What takes a connection and then says nothing, even to a ping, is no server; a watch notices so that its server
    /// is gone.
    /// </summary>
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    readonly GrpcChannel _channel;

    Session(Uri server, bool json, Terminal terminal)
    {
        Json = json;
        Terminal = terminal;
        _channel = GrpcChannel.ForAddress(
            server,
            new GrpcChannelOptions
            {
                MaxReceiveMessageSize = MaxMessageBytes,
                HttpHandler = new SocketsHttpHandler
                {
                    ConnectTimeout = AnswerTimeout,
                    KeepAlivePingDelay = AnswerTimeout,
                    KeepAlivePingTimeout = AnswerTimeout,
                },
                DisposeHttpClient = true,
            });
        Twins = new TwinService.TwinServiceClient(_channel);
        Registry = new RegistryService.RegistryServiceClient(_channel);
        Policies = new PolicyService.PolicyServiceClient(_channel);
        Marks = new MarkService.MarkServiceClient(_channel);
        Supervision = new SupervisionService.SupervisionServiceClient(_channel);
        Cluster = new ClusterService.ClusterServiceClient(_channel);
    }

    /// <summary>Print JSON lines.</summary>
    public bool Json { get; }

    public Terminal Terminal { get; }

    public TwinService.TwinServiceClient Twins { get; }

    public RegistryService.RegistryServiceClient Registry { get; }

    public PolicyService.PolicyServiceClient Policies { get; }

    public MarkService.MarkServiceClient Marks { get; }

    public SupervisionService.SupervisionServiceClient Supervision { get; }

    public ClusterService.ClusterServiceClient Cluster { get; }

    /// <summary>
    /// Runs a command against the server; what goes wrong becomes a line on the error output and
    /// <see cref="ExitCodes.Failed"/>.
    /// </summary>
    public static async Task<int> Run(
        ParseResult parsed,
        ServerOptions options,
        Terminal terminal,
        Func<Session, CancellationToken, Task<int>> command,
        CancellationToken cancellationToken)
    {
        Uri server = parsed.GetRequiredValue(options.Server);
        using var session = new Session(server, parsed.GetValue(options.Json), terminal);
        try
        {
            return await command(session, cancellationToken);
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested && IsCancellation(failure))
        {
            await terminal.Error.WriteLineAsync("Stopped.");
        }
        catch (RpcException failure)
        {
            await terminal.Error.WriteLineAsync(RpcFailure.Describe(failure, server));
        }
        catch (IOException failure)
        {
            await terminal.Error.WriteLineAsync(failure.Message);
        }
        catch (UnauthorizedAccessException failure)
        {
            await terminal.Error.WriteLineAsync(failure.Message);
        }

        return ExitCodes.Failed;
    }

    public void Dispose() => _channel.Dispose();

    static bool IsCancellation(Exception failure) =>
        failure is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };
}
