using System.Buffers;
using System.Text;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Hj212.Tests;

static class Given
{
    public const string Head = "QN=20240601012031000;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=4;";

    /// <summary>A frame around a data segment, with the right length and checksum.</summary>
    public static byte[] Frame(string segment) => Frame(Encoding.UTF8.GetBytes(segment));

    public static byte[] Frame(byte[] segment)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameEncoder.WriteSegment(output, segment);
        return output.WrittenSpan.ToArray();
    }

    public static Message Decoded(string segment) => Decoded(Frame(segment));

    public static Message Decoded(byte[] frame)
    {
        var message = new Message();
        FrameDecoder.Decode(frame, message);
        return message;
    }

    /// <summary>A real-time upload of flue gas with this data area.</summary>
    public static Message Upload(string area) => Decoded($"{Head}CP=&&DataTime=20240601012030;{area}&&");

    public static FactorField Factor(this Message message, string code)
    {
        message.TryGetFactor(FactorCode.Parse(code), out FactorField factor).ShouldBeTrue(code);
        return factor;
    }

    public static string Text(ReadOnlySpan<byte> ascii) => Encoding.ASCII.GetString(ascii);
}
