namespace Qianliyan.Hj212;

/// <summary>What a frame is worth. Only <see cref="Accepted"/> yields readings.</summary>
public enum FrameVerdict : byte
{
    /// <summary>Nothing was decoded yet.</summary>
    None = 0,

    /// <summary>The checksum is right; tolerated irregularities stand in <see cref="Message.Deviations"/>.</summary>
    Accepted = 1,

    /// <summary>The checksum is wrong: never answered (HJ 212-2017 table 2, 执行结束).</summary>
    BadCrc = 2,

    /// <summary>The checksum is that of Modbus: a misbuilt device.</summary>
    ModbusCrc = 3,

    /// <summary>
    /// Not a frame, or a right frame whose content breaks a rule; <see cref="Message.Reason"/> says which.
    /// </summary>
    Malformed = 4,

    /// <summary>Longer than <see cref="FrameDecoder.MaxFrameBytes"/>.</summary>
    TooLong = 5,

    /// <summary>
    /// The data area is SM4 ciphertext (HJ 212-2025 6.4); its checksum is over the plaintext, hence unchecked.
    /// </summary>
    Encrypted = 6,
}
