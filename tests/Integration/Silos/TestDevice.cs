using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Integration.Silos;

/// <summary>A device on a real socket: sends frames, reads answers.</summary>
public sealed class TestDevice : IAsyncDisposable
{
    readonly TcpClient _client = new() { NoDelay = true };
    readonly FrameScanner _scanner = new();
    readonly Message _message = new();
    PipeReader? _reader;
    int _requests;

    public required string Mn { get; init; }

    public int System { get; init; } = 31;

    public string Password { get; init; } = "123456";

    public NetworkStream Stream => _client.GetStream();

    public async Task Connect(IPEndPoint gateway, CancellationToken cancellationToken)
    {
        await _client.ConnectAsync(gateway, cancellationToken);
        _reader = PipeReader.Create(_client.GetStream());
    }

    /// <summary>An upload of one factor with a request number of its own.</summary>
    public byte[] Frame(int command, BeijingTime dataTime, string factor, decimal value) =>
        new UploadFrame
        {
            SentAt = dataTime,
            Millisecond = Interlocked.Increment(ref _requests) % 1000,
            System = System,
            Command = command,
            Password = Password,
            Mn = Mn,
            Version = ProtocolVersion.V2017,
            AnswerWanted = true,
            DataTime = dataTime,
            Factors = [new FactorField
            {
                Code = FactorCode.Parse(factor),
                Value = value,
                Flag = DataFlag.Normal,
            }],
        }.ToArray();

    /// <summary>One of two packets of a split message, with the data area given.</summary>
    public byte[] Packet(int command, int number, string area)
    {
        string requestNumber = Answers.FormatQn(
            BeijingTime.Of(2026, 3, 2, 8), Interlocked.Increment(ref _requests) % 1000);
        var output = new ArrayBufferWriter<byte>();
        FrameEncoder.Write(
            output,
            new FrameHeader
            {
                Qn = Encoding.ASCII.GetBytes(requestNumber),
                St = Encoding.ASCII.GetBytes($"{System}"),
                Command = command,
                Password = Encoding.ASCII.GetBytes(Password),
                Mn = Encoding.ASCII.GetBytes(Mn),
                Flag = 7,
                PacketCount = 2,
                PacketNumber = number,
            },
            Encoding.ASCII.GetBytes(area));
        return output.WrittenSpan.ToArray();
    }

    public async Task Send(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        await Stream.WriteAsync(frame, cancellationToken);

    /// <summary>The next answer: command and request number. Throws when the gateway closes the connection.</summary>
    public async Task<(int Command, string RequestNumber)> Answer(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await _reader!.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = read.Buffer;
            ScanResult found = _scanner.Next(ref buffer);
            if (found.Kind == ScanKind.Frame)
            {
                FrameDecoder.Decode(found.Slice.ToArray(), _message).ShouldBe(FrameVerdict.Accepted);
                (int, string) answer = (_message.Command, Encoding.ASCII.GetString(_message.Qn));
                _reader.AdvanceTo(buffer.Start);
                return answer;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                throw new EndOfStreamException("The gateway closed the connection.");
        }
    }

    public async Task<int> Ask(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await Send(frame, cancellationToken);
        return (await Answer(cancellationToken)).Command;
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
            await _reader.CompleteAsync();
        _client.Dispose();
    }
}
