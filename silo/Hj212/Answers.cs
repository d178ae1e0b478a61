using System.Buffers;
using System.Globalization;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212;

/// <summary>
/// The small frames of a dialogue (HJ 212-2017 6.1, annex C). An answer repeats QN, PW and MN of what it answers, has
/// ST=91 and the request's version with bits A and D cleared; no Flag when the request had none (2005).
/// </summary>
public static class Answers
{
    /// <summary>9014 数据应答: the data arrived and is kept.</summary>
    public static void Data(IBufferWriter<byte> output, Message request) =>
        Write(output, request, Commands.DataAnswer, default);

    /// <summary>9013 通知应答, also the answer to a heartbeat.</summary>
    public static void Notice(IBufferWriter<byte> output, Message request) =>
        Write(output, request, Commands.NoticeAnswer, default);

    /// <summary>9011 请求应答.</summary>
    /// <param name="output">Where the frame goes.</param>
    /// <param name="request">What is answered.</param>
    /// <param name="qnRtn">
    /// Table 7: 1 will execute, 2 refused, 3 PW, 4 MN, 5 ST, 6 Flag, 7 QN, 8 CN, 9 CRC, 100 unknown.
    /// </param>
    public static void Request(IBufferWriter<byte> output, Message request, int qnRtn) =>
        Write(output, request, Commands.RequestAnswer, Field("QnRtn="u8, qnRtn, stackalloc byte[20]));

    /// <summary>9012 执行结果.</summary>
    /// <param name="output">Where the frame goes.</param>
    /// <param name="request">What was executed.</param>
    /// <param name="exeRtn">
    /// Table 6: 1 done, 2 failed, 3 wrong conditions, 4 timeout, 5 busy, 6 fault, 100 no data.
    /// </param>
    public static void Result(IBufferWriter<byte> output, Message request, int exeRtn) =>
        Write(output, request, Commands.ExecutionResult, Field("ExeRtn="u8, exeRtn, stackalloc byte[20]));

    /// <summary>
    /// Whether the sender waits for an answer, and writes it: 9014, or 9013 for notices and heartbeats.
    /// </summary>
    /// <returns>False when none is due: bit A not set, not accepted, or a frame that is no upload.</returns>
    public static bool TryWriteDue(IBufferWriter<byte> output, Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Verdict != FrameVerdict.Accepted || !message.AnswerWanted)
            return false;
        switch (message.Command)
        {
            case Commands.ClockNotice or Commands.Heartbeat:
                Notice(output, message);
                return true;
            case int command when Commands.IsUpload(command):
                Data(output, message);
                return true;
            default:
                return false;
        }
    }

    /// <summary>1012 设置现场机时间, from the centre.</summary>
    public static void SetClock(IBufferWriter<byte> output, in FrameHeader header, BeijingTime now)
    {
        Span<byte> area = stackalloc byte[32];
        var writer = new ByteWriter(area);
        writer.Append("SystemTime="u8);
        writer.Append(now);
        FrameHeader clock = header;
        clock.Command = Commands.SetClock;
        FrameEncoder.Write(output, clock, writer.Written);
    }

    /// <summary>9015 心跳 (2025): no content.</summary>
    public static void Heartbeat(IBufferWriter<byte> output, in FrameHeader header)
    {
        FrameHeader heartbeat = header;
        heartbeat.Command = Commands.Heartbeat;
        FrameEncoder.Write(output, heartbeat, default);
    }

    /// <summary>QN of a moment: YYYYMMDDhhmmsszzz.</summary>
    public static string FormatQn(BeijingTime time, int millisecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(millisecond);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(millisecond, 999);
        return time.ToDateTimeOffset().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)
            + millisecond.ToString("D3", CultureInfo.InvariantCulture);
    }

    static void Write(IBufferWriter<byte> output, Message request, int command, scoped ReadOnlySpan<byte> area)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = new FrameHeader
        {
            Qn = request.Qn,
            St = "91"u8,
            Command = command,
            Password = request.Password,
            Mn = request.Mn,
            Flag = request.Flag < 0 ? -1 : request.Flag & ~3,
        };
        FrameEncoder.Write(output, header, area);
    }

    static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> name, int value, Span<byte> scratch)
    {
        var writer = new ByteWriter(scratch);
        writer.Append(name);
        writer.Append(value);
        return scratch[..writer.Length];
    }
}
