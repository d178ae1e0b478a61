using System.Buffers;
using System.Text;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Tests;

static class Frames
{
    public static byte[] Of(string segment)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameEncoder.WriteSegment(output, Encoding.ASCII.GetBytes(segment));
        return output.WrittenSpan.ToArray();
    }
}
