using System.Buffers;
using System.Globalization;
using System.Text;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Running;

/// <summary>Builds the frames of one logger. No two frames of a logger share a QN.</summary>
sealed class PacketBuilder
{
    const int BackFillAfterSeconds = 120;

    long _lastMillisecond;

    public List<Packet> Build(Upload upload, DateTimeOffset now)
    {
        Outlet outlet = upload.Outlet;
        long first = Math.Max(now.ToUnixTimeMilliseconds(), _lastMillisecond + 1);
        var sentAt = new BeijingTime(Math.DivRem(first, 1000, out long millisecond));
        byte[] bytes;
        int packets = 1;
        if (upload.Command == Commands.Heartbeat)
        {
            bytes = Heartbeat(outlet, sentAt, (int)millisecond);
        }
        else
        {
            var output = new ArrayBufferWriter<byte>(1100);
            packets = new UploadFrame
            {
                SentAt = sentAt,
                Millisecond = (int)millisecond,
                System = outlet.System,
                Command = upload.Command,
                Password = outlet.Password,
                Mn = outlet.Id.Mn,
                Version = outlet.Version,
                Resent = outlet.Version == ProtocolVersion.V2025 && IsLate(upload, now),
                DataTime = upload.DataTime,
                Factors = OutletReadings.Of(upload.Model, upload.Command, upload.DataTime),
            }.Write(output);
            bytes = output.WrittenSpan.ToArray();
        }

        _lastMillisecond = first + packets - 1;
        return Split(bytes, packets, first, outlet.Version != ProtocolVersion.V2005);
    }

    static bool IsLate(Upload upload, DateTimeOffset now) =>
        BeijingTime.From(now).UnixSeconds - upload.Due.UnixSeconds > BackFillAfterSeconds;

    static byte[] Heartbeat(Outlet outlet, BeijingTime sentAt, int millisecond)
    {
        var output = new ArrayBufferWriter<byte>();
        var header = new FrameHeader
        {
            Qn = Encoding.ASCII.GetBytes(Answers.FormatQn(sentAt, millisecond)),
            St = Encoding.ASCII.GetBytes(outlet.Id.St),
            Password = Encoding.ASCII.GetBytes(outlet.Password),
            Mn = Encoding.ASCII.GetBytes(outlet.Id.Mn),
            Flag = ((int)outlet.Version << 2) | 1,
        };
        Answers.Heartbeat(output, header);
        return output.WrittenSpan.ToArray();
    }

    static List<Packet> Split(byte[] bytes, int packets, long firstMillisecond, bool answerWanted)
    {
        var split = new List<Packet>(packets);
        int start = 0;
        for (int i = 0; i < packets; i++)
        {
            int end = start + bytes.AsSpan(start).IndexOf("\r\n"u8) + 2;
            long qn = Qn(firstMillisecond + i);
            split.Add(new Packet(bytes[start..end], qn, answerWanted));
            start = end;
        }

        return split;
    }

    static long Qn(long unixMilliseconds)
    {
        var time = new BeijingTime(Math.DivRem(unixMilliseconds, 1000, out long millisecond));
        return long.Parse(Answers.FormatQn(time, (int)millisecond), CultureInfo.InvariantCulture);
    }
}
