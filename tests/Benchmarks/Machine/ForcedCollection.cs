using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Qianliyan.Benchmarks.Machine;

/// <summary>
/// Has another .NET process collect all its garbage, through the diagnostic port that every .NET process has: an event
/// session that asks the runtime for the keyword GCHeapCollect begins with a blocking collection of all generations.
/// </summary>
/// <remarks>
/// A message is a header of 20 bytes (magic, size, command set, command, reserved) and a payload, little-endian. The
/// session's events come on the same connection, which must be read until the session is stopped over another one.
/// </remarks>
static class ForcedCollection
{
    const int HeaderBytes = 20;
    const byte EventPipe = 2;
    const byte StopTracing = 1;
    const byte CollectTracing2 = 3;
    const byte ServerReply = 0xFF;
    const ulong HeapCollectKeyword = 0x800000;
    const int BufferMegabytes = 16;
    const int NetTrace = 1;
    const int Informational = 4;

    static ReadOnlySpan<byte> Magic => "DOTNET_IPC_V1\0"u8;

    /// <summary>Returns when the process has collected.</summary>
    /// <exception cref="InvalidOperationException">The process has no diagnostic port, or refused.</exception>
    public static async Task Run(int processId, CancellationToken cancellationToken)
    {
        await using NetworkStream events = await Connect(processId, cancellationToken);
        await events.WriteAsync(Message(CollectTracing2, CollectPayload()), cancellationToken);
        ulong session = await ReadSession(events, cancellationToken);
        Task draining = events.CopyToAsync(Stream.Null, cancellationToken);

        await using NetworkStream control = await Connect(processId, cancellationToken);
        var payload = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(payload, session);
        await control.WriteAsync(Message(StopTracing, payload), cancellationToken);
        await ReadSession(control, cancellationToken);
        await draining;
    }

    static async Task<NetworkStream> Connect(int processId, CancellationToken cancellationToken)
    {
        string pattern = string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{processId}-*-socket");
        string path = Directory.EnumerateFiles(Path.GetTempPath(), pattern).FirstOrDefault()
            ?? throw new InvalidOperationException(
                $"Process {processId} has no diagnostic port in {Path.GetTempPath()}.");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    static byte[] CollectPayload()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(BufferMegabytes);
        writer.Write(NetTrace);
        writer.Write(false);
        writer.Write(1);
        writer.Write(HeapCollectKeyword);
        writer.Write(Informational);
        const string provider = "Microsoft-Windows-DotNETRuntime\0";
        writer.Write(provider.Length);
        writer.Write(Encoding.Unicode.GetBytes(provider));
        writer.Write(0);
        return bytes.ToArray();
    }

    static byte[] Message(byte command, byte[] payload)
    {
        var message = new byte[HeaderBytes + payload.Length];
        Magic.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        message[16] = EventPipe;
        message[17] = command;
        payload.CopyTo(message, HeaderBytes);
        return message;
    }

    static async Task<ulong> ReadSession(NetworkStream stream, CancellationToken cancellationToken)
    {
        var reply = new byte[HeaderBytes + sizeof(ulong)];
        await stream.ReadExactlyAsync(reply, cancellationToken);
        if (reply[16] != ServerReply || reply[17] != 0)
            throw new InvalidOperationException($"The diagnostic port answered {reply[16]:X2} {reply[17]:X2}.");
        return BinaryPrimitives.ReadUInt64LittleEndian(reply.AsSpan(HeaderBytes));
    }
}
