namespace Qianliyan.Hj212;

/// <summary>The fields of table 3 before CP, for writing. Empty or negative ones are left out.</summary>
public ref struct FrameHeader
{
    public FrameHeader() => Flag = -1;

    public ReadOnlySpan<byte> Qn { get; set; }

    public ReadOnlySpan<byte> St { get; set; }

    public int Command { get; set; }

    /// <summary>Written even when empty.</summary>
    public ReadOnlySpan<byte> Password { get; set; }

    /// <summary>Written even when empty.</summary>
    public ReadOnlySpan<byte> Mn { get; set; }

    /// <summary>0 to 255; -1 leaves it out.</summary>
    public int Flag { get; set; }

    /// <summary>PNUM; 0 leaves PNUM and PNO out.</summary>
    public int PacketCount { get; set; }

    public int PacketNumber { get; set; }

    /// <summary>RF=1.</summary>
    public bool Resent { get; set; }

    /// <summary>The header a message came with.</summary>
    public static FrameHeader Of(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new FrameHeader
        {
            Qn = message.Qn,
            St = message.St,
            Command = message.Command,
            Password = message.Password,
            Mn = message.Mn,
            Flag = message.Flag,
            PacketCount = message.PacketCount,
            PacketNumber = message.PacketNumber,
            Resent = message.Resent,
        };
    }
}
