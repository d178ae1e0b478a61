using System.Globalization;

namespace Qianliyan.Hj212;

/// <summary>Why a frame was not accepted, in one sentence.</summary>
static class VerdictText
{
    public static string Of(Message message) =>
        message.Verdict switch
        {
            FrameVerdict.BadCrc => Invariant($"CRC {message.GivenCrc:X4} given, {message.ComputedCrc:X4} computed"),
            FrameVerdict.ModbusCrc => Invariant(
                $"CRC {message.GivenCrc:X4} is CRC-16/MODBUS; annex A gives {message.ComputedCrc:X4}"),
            FrameVerdict.Encrypted =>
                "the data area is SM4 ciphertext; its CRC is over the plaintext and cannot be checked without the key",
            _ => "",
        };

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
