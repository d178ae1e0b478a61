namespace Qianliyan.Hj212;

/// <summary>What became of a packet handed to <see cref="PacketAssembler"/>.</summary>
public enum PacketOutcome : byte
{
    /// <summary>The packet stands alone: use it as it is.</summary>
    SelfContained,

    /// <summary>A continuation kept until the rest is there.</summary>
    Waiting,

    /// <summary>This packet is already kept.</summary>
    Duplicate,

    /// <summary>The last one: the whole message was filled in.</summary>
    Complete,

    /// <summary>Not accepted, without usable packet numbers, or over the limits.</summary>
    Rejected,
}
