using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Storage;

namespace Qianliyan.Silo;

/// <summary>Says in one sentence why a silo could not start, where the cause is the operator's to mend.</summary>
static class StartFailure
{
    public static string? Explain(Exception exception, SiloSettings settings) => exception switch
    {
        StorageLockedException => $"{exception.Message} Stop the other silo or choose another --data directory.",
        StorageFullException or StorageLayoutException => exception.Message,
        PolicyFileException or InvalidDataException => $"--policy: {exception.Message}",
        FileNotFoundException { FileName: { } file }
            when file.EndsWith(settings.PolicyFile ?? "\0", StringComparison.Ordinal) => $"--policy: {file} does not exist.",
        IOException { InnerException: AddressInUseException or SocketException } => PortTaken(exception.Message),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => PortTaken(exception.Message),
        AggregateException { InnerException: { } inner } => Explain(inner, settings),
        _ => null,
    };

    static string PortTaken(string message) =>
        $"{message} Another process has the port; choose others with "
        + "--http-port, --grpc-port, --hj212-port, --silo-port.";
}
