namespace Qianliyan.Simulator.Running;

/// <summary>One frame as it goes out; a repeat is the same bytes, hence the same QN.</summary>
/// <param name="Bytes">With CR LF.</param>
/// <param name="Qn">17 digits as a number.</param>
/// <param name="AnswerWanted">Bit A.</param>
sealed record Packet(byte[] Bytes, long Qn, bool AnswerWanted)
{
    public int Attempts { get; set; }

    /// <summary>Links over which every attempt went unanswered.</summary>
    public int FailedLinks { get; set; }

    /// <summary>The frame with a digit of its checksum turned.</summary>
    public byte[] Damaged()
    {
        byte[] damaged = (byte[])Bytes.Clone();
        ref byte digit = ref damaged[^3];
        digit = digit == (byte)'7' ? (byte)'8' : (byte)'7';
        return damaged;
    }
}
