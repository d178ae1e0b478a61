using System.Buffers;
using System.Text;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212;

/// <summary>
/// A data upload to be written, as a logger would send it. When the data segment would exceed 1024 bytes, or CP 950, it
/// is split between factors into packets (PNUM, PNO, bit D); each repeats DataTime and has a QN of its own, one
/// millisecond on, as in annex C table C.50.
/// </summary>
public sealed class UploadFrame
{
    const int MaxAreaBytes = 950 - 7;
    const int AreaReserve = 1024;

    /// <summary>The moment of sending, the first 14 digits of QN.</summary>
    public required BeijingTime SentAt { get; init; }

    /// <summary>0 to 999, the last three digits of QN.</summary>
    public int Millisecond { get; init; }

    /// <summary>ST, such as 31.</summary>
    public required int System { get; init; }

    /// <summary>
    /// CN; decides the field names: Rtd for 2011, RS for 2021, RT for 2041, else Avg with Min, Max, Cou.
    /// </summary>
    public required int Command { get; init; }

    public string Password { get; init; } = "123456";

    public required string Mn { get; init; }

    /// <summary>2005 writes no Flag.</summary>
    public ProtocolVersion Version { get; init; } = ProtocolVersion.V2017;

    /// <summary>Bit A.</summary>
    public bool AnswerWanted { get; init; } = true;

    /// <summary>RF=1, 2025 only.</summary>
    public bool Resent { get; init; }

    /// <summary>Start of the interval or moment of sampling, by command.</summary>
    public required BeijingTime DataTime { get; init; }

    public required IReadOnlyList<FactorField> Factors { get; init; }

    /// <summary>Writes all packets.</summary>
    /// <returns>How many.</returns>
    public int Write(IBufferWriter<byte> output)
    {
        List<byte[]> areas = Areas();
        byte[] mn = Encoding.ASCII.GetBytes(Mn);
        byte[] password = Encoding.ASCII.GetBytes(Password);
        byte[] st = [(byte)('0' + System / 10 % 10), (byte)('0' + System % 10)];
        for (int i = 0; i < areas.Count; i++)
        {
            int milliseconds = Millisecond + i;
            FrameHeader header = Header(st, password, mn);
            header.Qn = Encoding.ASCII.GetBytes(
                Answers.FormatQn(SentAt.AddSeconds(milliseconds / 1000), milliseconds % 1000));
            header.PacketCount = areas.Count > 1 ? areas.Count : 0;
            header.PacketNumber = areas.Count > 1 ? i + 1 : 0;
            if (header.Flag >= 0 && areas.Count > 1)
                header.Flag |= 2;
            FrameEncoder.Write(output, header, areas[i]);
        }

        return areas.Count;
    }

    /// <summary>Writes all packets into one array.</summary>
    public byte[] ToArray()
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output);
        return output.WrittenSpan.ToArray();
    }

    FrameHeader Header(ReadOnlySpan<byte> st, ReadOnlySpan<byte> password, ReadOnlySpan<byte> mn)
    {
        var header = new FrameHeader { Command = Command, Resent = Resent, St = st, Password = password, Mn = mn };
        header.Flag = Version == ProtocolVersion.V2005 ? -1 : ((int)Version << 2) | (AnswerWanted ? 1 : 0);
        return header;
    }

    /// <summary>The data areas, each with DataTime and as many factors as fit.</summary>
    List<byte[]> Areas()
    {
        const int HeaderBytes = 17 + 24 + 64;
        int limit = Math.Min(MaxAreaBytes, FrameDecoder.MaxSegmentBytes - HeaderBytes - Mn.Length - Password.Length);
        Span<byte> time = stackalloc byte[32];
        var timeWriter = new ByteWriter(time);
        timeWriter.Append("DataTime="u8);
        timeWriter.Append(DataTime);

        var areas = new List<byte[]>();
        var area = new ArrayBufferWriter<byte>(limit);
        area.Write(timeWriter.Written);
        int empty = area.WrittenCount;
        Span<byte> item = stackalloc byte[AreaReserve];
        foreach (FactorField factor in Factors)
        {
            var writer = new ByteWriter(item);
            FactorWriter.Append(ref writer, factor, Command);
            if (area.WrittenCount > empty && area.WrittenCount + 1 + writer.Length > limit)
            {
                areas.Add(area.WrittenSpan.ToArray());
                area.Clear();
                area.Write(timeWriter.Written);
            }

            area.Write(";"u8);
            area.Write(writer.Written);
        }

        areas.Add(area.WrittenSpan.ToArray());
        return areas;
    }
}
